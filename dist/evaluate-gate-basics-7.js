// shared/domain/formats/byte-text.ts
const decoder = new TextDecoder("utf-8", { fatal: true });
const SHORT = 64;
/** One list for all: a view of the bytes for each name is most of what a million of them leave to be tidied up. */
const codes = [];
/** A piece of UTF-8 as text; throws a TypeError where it is none. Quick for the short names that tables are full of. */
function textOfBytes(bytes, from, to) {
	if (to - from > SHORT) return decoder.decode(bytes.subarray(from, to));
	codes.length = to - from;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte >= 128) return decoder.decode(bytes.subarray(from, to));
		codes[at - from] = byte;
	}
	return String.fromCharCode.apply(null, codes);
}
// shared/domain/metric-files/name-table.ts
const FIRST$1 = 2048;
/** Steps by row after which somebody must have chosen names that fall together. */
const MOST_STEPS = 64;
/** A table of hashes of its own, because a `Map` of a million names takes longer than reading them. */
function nameTable() {
	const names = [];
	/** By place two numbers: the row and 1, or 0 where it is free, and the hash. At most half of the places are taken. */
	let places = new Uint32Array(4 * FIRST$1);
	let steps = 0;
	let slow;
	function rowOf(name) {
		if (slow) return slow.get(name) ?? -1;
		const hash = hashOfText(name);
		const mask = places.length - 1;
		for (let at = 2 * hash & mask;; at = at + 2 & mask, steps++) {
			const row = (places[at] ?? 0) - 1;
			if (row < 0) return -1;
			if (places[at + 1] === hash && names[row] === name) return row;
		}
	}
	function rowOfBytes(bytes, from, to, hash) {
		if (slow) return slow.get(textOfBytes(bytes, from, to)) ?? -1;
		const mask = places.length - 1;
		for (let at = 2 * hash & mask;; at = at + 2 & mask, steps++) {
			const row = (places[at] ?? 0) - 1;
			if (row < 0) return -1;
			if (places[at + 1] === hash && isName(names[row] ?? "", bytes, from, to)) return row;
		}
	}
	function grow() {
		const old = places;
		places = new Uint32Array(2 * old.length);
		for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) settle(old[at + 1] ?? 0, (old[at] ?? 0) - 1);
	}
	function settle(hash, row) {
		const mask = places.length - 1;
		let at = 2 * hash & mask;
		while (places[at] !== 0) at = at + 2 & mask;
		places[at] = row + 1;
		places[at + 1] = hash;
	}
	return {
		names,
		rowOf,
		rowOfBytes,
		put(name, hash) {
			const row = names.length;
			names.push(name);
			if (slow) {
				slow.set(name, row);
				return;
			}
			if (4 * row === places.length) grow();
			settle(hash, row);
			if (steps > MOST_STEPS * (row + FIRST$1)) slow = new Map(names.map((one, at) => [one, at]));
		}
	};
}
/** Whether these bytes are those of the name, as far as both are ASCII. */
function isName(name, bytes, from, to) {
	if (name.length !== to - from) return false;
	for (let at = from; at < to; at++) if (name.charCodeAt(at - from) !== bytes[at]) return false;
	return true;
}
function doubled(values) {
	const more = new Uint32Array(2 * values.length);
	more.set(values);
	return more;
}
/** FNV-1a with a last stir, since the lowest bits choose the place. */
function hashOfText(text) {
	let hash = 2166136261;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
	return (hash ^ hash >>> 15) >>> 0;
}
/** The same of ASCII bytes without escapes; -1 of others. */
function hashOfBytes(bytes, from, to) {
	let hash = 2166136261;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte >= 128 || byte === 92) return -1;
		hash = Math.imul(hash ^ byte, 16777619);
	}
	return (hash ^ hash >>> 15) >>> 0;
}
// shared/domain/metric-files/example-ids.ts
/** What is known of lists of names because they were read here: their tables, and their rows in another list. */
const tables = /* @__PURE__ */ new WeakMap();
const besides = /* @__PURE__ */ new WeakMap();
/** For each of the other names the row of the same one here and 1; nothing unless the names were read beside them. */
function rowsBeside(ids, other) {
	const known = besides.get(ids);
	return known?.other === other ? known.rows : void 0;
}
function tableOf(ids) {
	const known = tables.get(ids);
	if (known) return known;
	const table = nameTable();
	for (const id of ids) table.put(id, hashOfText(id));
	tables.set(ids, table);
	return table;
}
const FIRST = 2048;
/**
* Names of examples, of which none may come twice. Read beside other names, mostly the same in mostly the same order,
* the texts of those are used and looked up no more.
*/
function exampleIds(other = []) {
	const beside = other.length > 0 ? tableOf(other) : void 0;
	/** Of each of the others the row here and 1. */
	const rows = new Uint32Array(other.length);
	/** Names that the others do not have; all of them, where there are none. */
	const own = nameTable();
	/** The row here of each own name, where others stand between them. */
	let ownRows = new Uint32Array(beside ? FIRST : 0);
	const ids = beside ? [] : own.names;
	let lines = new Uint32Array(FIRST);
	/** The row of the others that is expected next. */
	let next = 0;
	if (beside) besides.set(ids, {
		other,
		rows
	});
	else tables.set(ids, own);
	function place(row, line) {
		if (row >= 0) return `is there twice, first on line ${lines[row]}`;
		if (ids.length === lines.length) lines = doubled(lines);
		lines[ids.length] = line;
	}
	function addKnown(known, line) {
		const twice = place((rows[known] ?? 0) - 1, line);
		if (twice !== void 0) return twice;
		ids.push(other[known] ?? "");
		rows[known] = ids.length;
		next = known + 1;
	}
	function twiceOwn(row, line) {
		return place(row < 0 || !beside ? row : ownRows[row] ?? 0, line);
	}
	function putOwn(id, hash) {
		if (beside) {
			if (own.names.length === ownRows.length) ownRows = doubled(ownRows);
			ownRows[own.names.length] = ids.length;
			ids.push(id);
		}
		own.put(id, hash);
	}
	return {
		add(id, line) {
			const known = beside ? beside.rowOf(id) : -1;
			if (known >= 0) return addKnown(known, line);
			const twice = twiceOwn(own.rowOf(id), line);
			if (twice !== void 0) return twice;
			putOwn(id, hashOfText(id));
		},
		addBytes(bytes, from, to, line) {
			const guess = other[next];
			if (guess !== void 0 && isName(guess, bytes, from, to)) return addKnown(next, line);
			const hash = hashOfBytes(bytes, from, to);
			if (hash < 0) return false;
			const known = beside ? beside.rowOfBytes(bytes, from, to, hash) : -1;
			if (known >= 0) return addKnown(known, line);
			const twice = twiceOwn(own.rowOfBytes(bytes, from, to, hash), line);
			if (twice !== void 0) return twice;
			putOwn(textOfBytes(bytes, from, to), hash);
		},
		all: () => ids,
		rowOf(id) {
			const row = own.rowOf(id);
			if (!beside) return row;
			return row < 0 ? (rows[beside.rowOf(id)] ?? 0) - 1 : ownRows[row] ?? -1;
		}
	};
}
export { exampleIds, hashOfText, rowsBeside, textOfBytes };
