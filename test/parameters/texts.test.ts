import { texts } from '../../nodes/HyperRep/parameters/texts';
import { sourceOf } from './source';

const folders = texts({ label: 'Folders', name: 'folders' });

test.each<[unknown, string[]]>([
	['inbox', ['inbox']],
	[' inbox , Sales Follow-Up,', ['inbox', 'Sales Follow-Up']],
	[['inbox', ''], ['inbox']],
	['["inbox", "sales"]', ['inbox', 'sales']],
	...['', ',', '[]', [], null].map((none): [unknown, string[]] => [none, []]),
])('%j is read as %j', (value, expected) => {
	expect(folders.read(sourceOf({ folders: value }))).toEqual(expected);
});

test.each(['', ' , ', '[]', [], ['']].map((value) => [value]))(
	'%j is refused where an expression of its author gives it',
	(value) => {
		const typed = (expression: string) => sourceOf({ folders: value }, { folders: expression });
		expect(() => folders.read(typed('={{ $json.folders }}'))).toThrow("'Folders' is empty");
		expect(folders.read(typed('={{ $fromAI("folders") }}'))).toEqual([]);
	},
);
