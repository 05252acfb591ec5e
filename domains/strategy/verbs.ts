export * from "./agreement/verbs.ts";
export * from "./framework/connections.ts";
export * from "./framework/verbs.ts";
export * from "./measure/verbs.ts";
export * from "./phase/verbs.ts";
export * from "./roadmap/verbs.ts";
