export { BrokenCsv, csvCell } from "./csv.ts";
export { type Linkage, linkedFrom, linkPeople } from "./link.ts";
export { ListError, type ListFault, ListReader, type NamedList } from "./read-list.ts";
