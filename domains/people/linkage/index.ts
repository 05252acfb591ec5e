export { BrokenCsv, csvCell } from "./csv.ts";
export { type Linkage, linkPeople } from "./link.ts";
export { ListError, type ListFault, ListReader, type NamedList } from "./read-list.ts";
