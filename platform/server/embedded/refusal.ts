/** Why something cannot start: its message is one sentence for whoever runs Verbund, shown without a stack trace. */
export class Refusal extends Error {}
