export * from "./circumstance/contract.ts";
export * from "./measure/contract.ts";
export * from "./overview/contract.ts";
export * from "./reconstruction/contract.ts";
export * from "./report/contract.ts";
export * from "./theme/contract.ts";
