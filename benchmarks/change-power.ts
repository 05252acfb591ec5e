/**
 * Promise: a change that did not happen is told in at most 5 of 100 services, whatever drifted before and whatever led to the measure, and the declared one is found in
 * 8 of 10 with 40 cases a side. Prints how often each verdict is given in made-up services of which the truth is known.
 *
 *   node benchmarks/change-power.ts [--rounds 1000]
 */
import { parseArgs } from "node:util";
import { type Truth, verdictRates } from "../domains/themes/factory.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "1000" } } });
const rounds = Number(values.rounds);

const spreads: Truth["spread"][] = ["even", "usual", "skewed"];
const designs: readonly (readonly [string, Partial<Truth>])[] = [
  ["baseline alone", {}],
  ["and the year before", { earlier: 40 }],
  ["40 a side elsewhere", { elsewhere: 40 }],
  ["80 a side elsewhere", { elsewhere: 80 }],
];
const truths: readonly (readonly [string, Partial<Truth>, number])[] = [
  ["nothing", {}, 60],
  ["drift: a quarter a year quicker", { drift: 0.3 }, 60],
  ["drift: nearly half a year quicker", { drift: 0.6 }, 60],
  ["drift only since a year before", { drift: 0.6, driftFromDaysAgo: 365 }, 60],
  ["latest quarter bad by chance", { occasion: 0.2 }, 60],
  ["latest quarter bad, and drift", { occasion: 0.2, drift: 0.3 }, 60],
  ["half never there, some lost", { followUpWeeks: 13, lost: 0.15 }, 60],
  ["ten a side, whole weeks", { before: 10, after: 10, entered: 7 }, 60],
  ["quarters with luck of their own", { luck: 0.15 }, 60],
  ["148 to 60 days", { medianAfter: 60 }, 60],
  ["148 to 90 days", { medianAfter: 90 }, 90],
  ["90 to 60 days", { median: 90, medianAfter: 60 }, 60],
  ["90 to 60 days, 120 a side", { median: 90, medianAfter: 60, before: 120, after: 120 }, 60],
];

const percent = (share: number) => `${Math.round(100 * share)}`;
for (const [design, more] of designs) {
  console.log(`\n${design}: changed (of it as expected), in percent of ${rounds}\n`);
  console.log(`| truth | ${spreads.join(" | ")} |\n|---|${spreads.map(() => "---|").join("")}`);
  for (const [name, truth, target] of truths) {
    const cells = spreads.map((spread) => {
      const rates = verdictRates({ ...more, ...truth, spread }, target, rounds, `${design} ${name} ${spread}`);
      return `${percent(rates.changed)} (${percent(rates.asExpected)})`;
    });
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }
}
