import { nearestName } from '../../nodes/HyperRep/comparing/nearestName';

const NAMES = ['name', 'email', 'phone_number', 'company_id'];

test.each([
	['e_mail', 'email'],
	['Email Address', 'email'],
	['phone', 'phone_number'],
	['phoneNumer', 'phone_number'],
	['companyId', 'company_id'],
])('%s is probably %s', (name, meant) => {
	expect(nearestName(name, NAMES)).toBe(meant);
});

test.each(['website', 'id', '', 'n'])('%j is near none', (name) => {
	expect(nearestName(name, NAMES)).toBeUndefined();
});
