/** A hash of a text (FNV-1a); others may have the same. */
export function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let n = 0; n < text.length; n++) {
		hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
	}
	return hash >>> 0;
}
