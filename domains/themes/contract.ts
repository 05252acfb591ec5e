export * from "./circumstance/contract.ts";
export * from "./life/contract.ts";
export * from "./measure/contract.ts";
export * from "./overview/contract.ts";
export * from "./pattern/contract.ts";
export * from "./programme/contract.ts";
export * from "./report/contract.ts";
export * from "./theme/contract.ts";
