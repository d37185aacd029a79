export { XMLParser, XMLValidator } from "./xml-parser.js";
