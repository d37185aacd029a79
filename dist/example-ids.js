// shared/domain/names.ts
/** Names of which each is made when it is asked for. */
function namesAt(count, of) {
	const at = (row) => row >= 0 && row < count() ? of(row) : void 0;
	return {
		get length() {
			return count();
		},
		at,
		*[Symbol.iterator]() {
			for (let row = 0; row < count(); row++) yield at(row) ?? "";
		}
	};
}
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
// shared/domain/metric-files/name-list.ts
const FIRST$2 = 2048;
/** Of more bytes than that the last names are kept as texts. */
const MOST_BYTES = 2 ** 30;
function nameList() {
	let bytes = new Uint8Array(16 * FIRST$2);
	/** Behind the bytes of each row. */
	let ends = new Uint32Array(FIRST$2);
	let length = 0;
	let used = 0;
	/** Names that are not plain, which have no bytes. */
	const texts = /* @__PURE__ */ new Map();
	const startOf = (row) => row === 0 ? 0 : ends[row - 1] ?? 0;
	function textOf(row) {
		return texts.get(row) ?? textOfBytes(bytes, startOf(row), ends[row] ?? 0);
	}
	/** Ends a row whose bytes are there. */
	function endRow() {
		if (length === ends.length) ends = doubled(ends);
		ends[length++] = used;
	}
	function hasRoom(size) {
		if (used + size > MOST_BYTES) return false;
		if (used + size > bytes.length) {
			const more = new Uint8Array(Math.max(2 * bytes.length, used + size));
			more.set(bytes);
			bytes = more;
		}
		return true;
	}
	function push(name) {
		if (/^[\0-[\]-\x7f]*$/.test(name) && hasRoom(name.length)) for (let at = 0; at < name.length; at++) bytes[used++] = name.charCodeAt(at);
		else texts.set(length, name);
		endRow();
	}
	return {
		names: namesAt(() => length, textOf),
		count: () => length,
		push,
		pushBytes(from, start, end) {
			if (!hasRoom(end - start)) return push(textOfBytes(from, start, end));
			const [all, offset] = [bytes, used - start];
			for (let at = start; at < end; at++) all[offset + at] = from[at] ?? 0;
			used += end - start;
			endRow();
		},
		is(row, name) {
			const text = texts.get(row);
			if (text !== void 0) return text === name;
			const start = startOf(row);
			if ((ends[row] ?? 0) - start !== name.length) return false;
			for (let at = 0; at < name.length; at++) if (bytes[start + at] !== name.charCodeAt(at)) return false;
			return true;
		},
		isBytes(row, from, start, end) {
			const first = startOf(row);
			if ((ends[row] ?? 0) - first !== end - start || texts.has(row)) return false;
			const [all, offset] = [bytes, first - start];
			for (let at = start; at < end; at++) if (all[offset + at] !== from[at]) return false;
			return true;
		},
		find(row, finder) {
			const text = texts.get(row);
			if (text !== void 0) return finder.rowOf(text);
			const [from, to] = [startOf(row), ends[row] ?? 0];
			return finder.rowOfBytes(bytes, from, to, hashOfBytes(bytes, from, to));
		}
	};
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
/** The same of plain bytes, which are ASCII without escapes; -1 of others. */
function hashOfBytes(bytes, from, to) {
	let hash = 2166136261;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte >= 128 || byte === 92) return -1;
		hash = Math.imul(hash ^ byte, 16777619);
	}
	return (hash ^ hash >>> 15) >>> 0;
}
// shared/domain/metric-files/name-table.ts
const FIRST$1 = 2048;
/** Steps by row after which somebody must have chosen names that fall together. */
const MOST_STEPS = 64;
/** A table of hashes of its own, because a `Map` of a million names takes longer than reading them. */
function nameTable() {
	const list = nameList();
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
			if (places[at + 1] === hash && list.is(row, name)) return row;
		}
	}
	function rowOfBytes(bytes, from, to, hash) {
		if (slow) return slow.get(textOfBytes(bytes, from, to)) ?? -1;
		const mask = places.length - 1;
		for (let at = 2 * hash & mask;; at = at + 2 & mask, steps++) {
			const row = (places[at] ?? 0) - 1;
			if (row < 0) return -1;
			if (places[at + 1] === hash && list.isBytes(row, bytes, from, to)) return row;
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
	/** Makes the last of the names findable. */
	function place(hash) {
		const row = list.count() - 1;
		if (slow) {
			slow.set(list.names.at(row) ?? "", row);
			return;
		}
		if (4 * row === places.length) grow();
		settle(hash, row);
		if (steps > MOST_STEPS * (row + FIRST$1)) slow = new Map([...list.names].map((one, at) => [one, at]));
	}
	return {
		list,
		rowOf,
		rowOfBytes,
		put(name) {
			list.push(name);
			place(hashOfText(name));
		},
		putBytes(bytes, from, to, hash) {
			list.pushBytes(bytes, from, to);
			place(hash);
		}
	};
}
// shared/domain/metric-files/example-ids.ts
/** What is known of names because they were read here: their tables, and their rows in another list. */
const tables = /* @__PURE__ */ new WeakMap();
const besides = /* @__PURE__ */ new WeakMap();
/** For each of the other names the row of the same one here and 1, or 0; the name that one of both has twice. */
function rowsBeside(ids, other) {
	const known = besides.get(ids);
	if (known?.other === other) return known.rows;
	const own = uniqueNames(ids);
	if ("twice" in own) return {
		...own,
		isOther: false
	};
	const theirs = tables.get(other)?.list;
	const rows = new Uint32Array(other.length);
	const isTaken = new Uint8Array(ids.length);
	for (let row = 0; row < rows.length; row++) {
		const found = theirs ? theirs.find(row, own) : own.rowOf(other.at(row) ?? "");
		if (found < 0) continue;
		if (isTaken[found] === 1) return {
			twice: other.at(row) ?? "",
			isOther: true
		};
		rows[row] = found + 1;
		isTaken[found] = 1;
	}
	return rows;
}
function uniqueNames(ids) {
	const known = tables.get(ids);
	if (known) return known;
	const table = nameTable();
	for (const id of ids) {
		if (table.rowOf(id) >= 0) return { twice: id };
		table.put(id);
	}
	tables.set(ids, table);
	return table;
}
const FIRST = 2048;
/** Names of examples, of which none may come twice. Beside other names, mostly the same in mostly the same order, they are read quicker. */
function exampleIds(other = []) {
	const known = other.length > 0 ? uniqueNames(other) : void 0;
	return known && "list" in known ? idsBeside(other, known) : ownIds();
}
function ownIds() {
	const table = nameTable();
	const { list } = table;
	let lines = new Uint32Array(FIRST);
	tables.set(list.names, table);
	function told(row) {
		return twice(lines[row] ?? 0);
	}
	/** Keeps the line of the last name. */
	function keep(line) {
		if (list.count() > lines.length) lines = doubled(lines);
		lines[list.count() - 1] = line;
	}
	return {
		add(id, line) {
			const row = table.rowOf(id);
			if (row >= 0) return told(row);
			table.put(id);
			return keep(line);
		},
		addBytes(bytes, from, to, line) {
			const hash = hashOfBytes(bytes, from, to);
			if (hash < 0) return false;
			const row = table.rowOfBytes(bytes, from, to, hash);
			if (row >= 0) return told(row);
			table.putBytes(bytes, from, to, hash);
			return keep(line);
		},
		all: () => list.names
	};
}
function twice(line) {
	return `is there twice, first on line ${line}`;
}
/** Of names that the others have as well only their rows there are kept. */
function idsBeside(other, { list, rowOf, rowOfBytes }) {
	const own = ownIds();
	/** Of each of the others the row here and 1, and the line. */
	const rows = new Uint32Array(other.length);
	const lines = new Uint32Array(other.length);
	/** By row here that of the others; or, below 0, the number of the own name, counted from -1 downwards. */
	let places = new Int32Array(FIRST);
	let count = 0;
	/** The row of the others that is expected next. */
	let next = 0;
	const ids = namesAt(() => count, (row) => {
		const place = places[row] ?? 0;
		return place < 0 ? own.all().at(-1 - place) : list.names.at(place);
	});
	besides.set(ids, {
		other,
		rows
	});
	function push(place) {
		if (count === places.length) {
			const more = new Int32Array(2 * count);
			more.set(places);
			places = more;
		}
		places[count++] = place;
	}
	function addKnown(known, line) {
		if ((rows[known] ?? 0) > 0) return twice(lines[known] ?? 0);
		push(known);
		rows[known] = count;
		lines[known] = line;
		next = known + 1;
	}
	function addOwn(first) {
		return first ?? push(-own.all().length);
	}
	return {
		add(id, line) {
			const known = rowOf(id);
			return known >= 0 ? addKnown(known, line) : addOwn(own.add(id, line));
		},
		addBytes(bytes, from, to, line) {
			if (next < list.count() && list.isBytes(next, bytes, from, to)) return addKnown(next, line);
			const hash = hashOfBytes(bytes, from, to);
			if (hash < 0) return false;
			const known = rowOfBytes(bytes, from, to, hash);
			if (known >= 0) return addKnown(known, line);
			const first = own.addBytes(bytes, from, to, line);
			return first === false ? false : addOwn(first);
		},
		all: () => ids
	};
}
export { exampleIds, hashOfText, rowsBeside, textOfBytes };
