import { ApiError } from '../../nodes/HyperRep/errors/ApiError';
import { InputError } from '../../nodes/HyperRep/errors/InputError';
import { isGone, isRejectedId, unlessGone } from '../../nodes/HyperRep/operations/gone';
import { saleKind } from '../../nodes/HyperRep/resources/sale/kind';

const errorOf = (httpCode?: string, detail?: string) =>
	new ApiError('Could not get the sale', { description: '', httpCode, detail });

test.each([
	['404', 'Sale not found', true],
	['410', 'Gone', true],
	['400', 'Invalid sale_id', true],
	// These say something else, or are not HyperRep's own words.
	['404', undefined, false],
	['400', 'Invalid cursor', false],
	['400', 'Invalid organization_id', false],
	['422', 'Invalid sale_id', false],
	['403', 'Sale not found', false],
	[undefined, undefined, false],
])('whether a %s that says %s means that a sale is gone: %j', async (status, detail, isSo) => {
	const error = errorOf(status, detail);
	expect(isGone(error, saleKind)).toBe(isSo);
	const read = unlessGone(Promise.reject(error), saleKind);
	await (isSo ? expect(read).resolves.toBeUndefined() : expect(read).rejects.toBe(error));
});

test('an ID that can be part of no request belongs to nothing', async () => {
	const reading = Promise.reject(new InputError('".." is not an ID'));
	expect(await unlessGone(reading, saleKind)).toBeUndefined();
});

test.each([
	['400', 'Bad request', true],
	['400', 'Invalid organization_id', false],
	['400', undefined, false],
	['404', 'Bad request', false],
])('whether a %s that says %s rejects an ID: %j', (status, detail, isSo) => {
	expect(isRejectedId(errorOf(status, detail))).toBe(isSo);
});
