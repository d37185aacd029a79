import { etagChecksum, fromBase64, now } from "./shared.js";
import { ActionError } from "./base.js";
import { malformed, openAsker, refused } from "./track-basics-7.js";
import { variable } from "./track-basics-9.js";
import { readXml, sizeOf } from "./xml.js";
import { createHmac } from "node:crypto";
// shared/platform/remote/azure-sign.ts
const VERSION = "2021-12-02";
/**
* Credentials of the environment belong to the account that AZURE_STORAGE_ACCOUNT names. Any other account is asked as
* anybody may ask it, so that no configuration can have them sent elsewhere.
*/
function azureDoor(account, reach) {
	const isOurs = variable(reach, "AZURE_STORAGE_ACCOUNT") === account;
	const token = isOurs ? variable(reach, "AZURE_STORAGE_TOKEN") : void 0;
	const signature = isOurs ? variable(reach, "AZURE_STORAGE_SAS_TOKEN") : void 0;
	const key = isOurs ? variable(reach, "AZURE_STORAGE_KEY") : void 0;
	const base = () => ({
		"x-ms-version": VERSION,
		"x-ms-date": now().toUTCString()
	});
	if (token !== void 0) {
		const headers = async () => ({
			...base(),
			authorization: `Bearer ${token}`
		});
		return {
			query: () => void 0,
			headers,
			isAnonymous: false
		};
	}
	if (signature !== void 0) {
		const query = (url) => {
			for (const [name, value] of new URLSearchParams(signature.replace(/^\?/, ""))) url.searchParams.set(name, value);
		};
		return {
			query,
			headers: async () => base(),
			isAnonymous: false
		};
	}
	if (key === void 0) return {
		query: () => void 0,
		headers: async () => base(),
		isAnonymous: true
	};
	if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(key)) throw new ActionError("invalid-credentials", "AZURE_STORAGE_KEY is no key of an account", { hint: "It is base64, as the portal shows it under \"Access keys\"." });
	const headers = async (url) => {
		const own = base();
		return {
			...own,
			authorization: sharedKey({
				account,
				key,
				url,
				headers: own
			})
		};
	};
	return {
		query: () => void 0,
		headers,
		isAnonymous: false
	};
}
/** The header `Authorization` of a GET without a body, by an account's key. */
function sharedKey({ account, key, url, headers }) {
	const own = Object.entries(headers).filter(([name]) => name.startsWith("x-ms-")).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}:${value}\n`);
	const query = [...new Set(url.searchParams.keys())].sort().map((name) => `\n${name.toLowerCase()}:${url.searchParams.getAll(name).sort().join(",")}`);
	const text = `GET\n${"\n".repeat(11)}${own.join("")}/${account}${url.pathname}${query.join("")}`;
	return `SharedKey ${account}:${createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64")}`;
}
// shared/platform/remote/azure-blobs.ts
const PAGE = 2e3;
/** The blobs of a container of Azure, block blobs by their Content-MD5 where they have one, all others by their ETag. */
function azureStore({ account, container }, shown, reach) {
	const door = azureDoor(account, reach);
	const ask = openAsker(reach);
	const base = addressOf(account, reach);
	const anonymous = `It was asked without credentials. Set AZURE_STORAGE_ACCOUNT: ${account}, and one of AZURE_STORAGE_TOKEN, AZURE_STORAGE_SAS_TOKEN, AZURE_STORAGE_KEY.`;
	const forbidden = door.isAnonymous ? anonymous : "The credentials need to list blobs: the role Storage Blob Data Reader, or sp=rl in a shared access signature that has not expired.";
	const missing = `Look at the name of the container.${door.isAnonymous ? ` ${anonymous}` : ""}`;
	return {
		shown,
		emptyHint: "Look at the spelling. A listing of nothing is no dataset.",
		async *pages(prefix, most) {
			let marker;
			do {
				const url = new URL(`${base}/${container}`);
				url.searchParams.set("restype", "container");
				url.searchParams.set("comp", "list");
				url.searchParams.set("prefix", prefix);
				url.searchParams.set("maxresults", String(most ?? PAGE));
				if (marker !== void 0) url.searchParams.set("marker", marker);
				door.query(url);
				const answer = await ask({
					url,
					headers: () => door.headers(url),
					what: `the listing of ${shown}`
				});
				if (!answer.isOk) {
					const word = answer.header("x-ms-error-code");
					const status = answer.status === 409 ? 403 : answer.status;
					throw refused({ status }, {
						shown,
						word,
						forbidden,
						missing
					});
				}
				const page = await readAzurePage(answer.body, shown);
				yield page.objects;
				if (page.next !== void 0 && page.next === marker) throw malformed(shown, "a page leads to itself");
				marker = page.next;
			} while (marker !== void 0);
		}
	};
}
/** Azure's own, or another that the command line of Azure knows by the same variable. */
function addressOf(account, reach) {
	const custom = variable(reach, "AZURE_STORAGE_SERVICE_ENDPOINT");
	if (custom === void 0) return `https://${account}.blob.core.windows.net`;
	if (/^https?:\/\//.test(custom) && URL.canParse(custom)) return custom.replace(/\/+$/, "");
	throw new ActionError("invalid-endpoint", "AZURE_STORAGE_SERVICE_ENDPOINT is no http(s) address", { hint: "For example: AZURE_STORAGE_SERVICE_ENDPOINT: https://account.blob.core.chinacloudapi.cn" });
}
/** One page of a listing: its blobs, and the marker of the next. */
async function readAzurePage(page, shown) {
	const root = await readXml(page, "EnumerationResults");
	const [blobs] = root?.all("Blobs") ?? [];
	const next = root?.text("NextMarker");
	if (!root || !blobs || next === void 0) throw malformed(shown, "a page is no EnumerationResults with Blobs and NextMarker");
	return {
		objects: blobs.all("Blob").flatMap((blob) => storedBlob(blob, shown)),
		next: next === "" ? void 0 : next
	};
}
function storedBlob(blob, shown) {
	const [name] = blob.all("Name");
	const [properties] = blob.all("Properties");
	const key = name && (name.attribute("Encoded") === "true" ? decoded(name.own) : name.own);
	if (!properties || key === void 0 || key === "") throw malformed(shown, "a blob has no name");
	if (properties.text("ResourceType") === "directory") return [];
	const md5 = properties.text("Content-MD5") ?? "";
	const etag = properties.text("Etag") ?? properties.text("ETag") ?? "";
	const checksum = properties.text("BlobType") === "BlockBlob" && md5 !== "" ? fromBase64("md5", md5) : etagChecksum(etag);
	if (!checksum) throw malformed(shown, "a blob has neither an MD5 nor an ETag that can be read");
	const version = blob.text("VersionId") ?? (etag === "" ? void 0 : etag);
	return [{
		key,
		bytes: sizeOf(properties.text("Content-Length")),
		checksum,
		version
	}];
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return;
	}
}
export { azureStore };
