export * from "./agreement/contract.ts";
export * from "./framework/contract.ts";
export * from "./measure/contract.ts";
export * from "./phase/contract.ts";
export * from "./roadmap/contract.ts";
