/**
 * Promise: a change that did not happen is told in at most 5 of 100 services, whatever drifted before and whatever led to the measure, and the declared one is found in
 * 8 of 10 with 40 cases a side. Prints how often each verdict is given in made-up services of which the truth is known.
 *
 *   node benchmarks/change-power.ts [--rounds 1000] [--design "baseline alone"]
 */
import { parseArgs } from "node:util";
import { type Truth, verdictRates } from "../domains/themes/factory.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "1000" }, design: { type: "string" } } });
const rounds = Number(values.rounds);

const spreads: Truth["spread"][] = ["even", "usual", "skewed"];
const designs: readonly (readonly [string, Partial<Truth>])[] = [
  ["baseline alone", {}],
  ["and the year before", { earlier: 40 }],
  ["40 a side elsewhere", { elsewhere: 40 }],
  ["80 a side elsewhere", { elsewhere: 80 }],
  ["40 a side elsewhere, and the year before", { elsewhere: 40, earlier: 40 }],
];
const truths: readonly (readonly [string, Partial<Truth>, number])[] = [
  ["nothing", {}, 60],
  ["drift: a quarter a year quicker", { drift: 0.3 }, 60],
  ["drift: nearly half a year quicker", { drift: 0.6 }, 60],
  ["drift only since a year before", { drift: 0.6, driftFromDaysAgo: 365 }, 60],
  ["latest quarter bad by chance", { occasion: 0.2 }, 60],
  ["latest quarter bad, and drift", { occasion: 0.2, drift: 0.3 }, 60],
  ["latest quarter bad at all", { occasion: 1, occasionIn: "quarter_at_all" }, 60],
  ["latest quarter bad at all, and drift", { occasion: 1, occasionIn: "quarter_at_all", drift: 0.3 }, 60],
  ["whole baseline bad by chance", { occasion: 1, occasionIn: "year" }, 60],
  ["half never there, some lost", { followUpWeeks: 13, lost: 0.15 }, 60],
  ["half never there, some lost, and drift", { followUpWeeks: 13, lost: 0.15, drift: 0.3 }, 60],
  ["ten a side, whole weeks", { before: 10, after: 10, entered: 7 }, 60],
  ["ten a side, whole weeks, and drift", { before: 10, after: 10, entered: 7, drift: 0.3 }, 60],
  ["quarters with luck of their own", { luck: 0.15 }, 60],
  ["148 to 60 days", { medianAfter: 60 }, 60],
  ["148 to 60 days, and drift", { medianAfter: 60, drift: 0.3 }, 60],
  ["148 to 60 days, latest quarter bad", { medianAfter: 60, occasion: 0.2 }, 60],
  ["148 to 90 days", { medianAfter: 90 }, 90],
  ["90 to 60 days", { median: 90, medianAfter: 60 }, 60],
  ["90 to 60 days, 120 a side", { median: 90, medianAfter: 60, before: 120, after: 120 }, 60],
];

const percent = (share: number) => `${Math.round(100 * share)}`;
for (const [design, more] of designs) {
  if (values.design !== undefined && values.design !== design) continue;
  // two standard errors of a share of 5 in 100
  const sure = 200 * Math.sqrt((0.05 * 0.95) / rounds);
  console.log(`\n${design}: changed (of it as expected), in percent of ${rounds}; 5 percent are sure to ${sure.toFixed(1)}\n`);
  console.log(`| truth | ${spreads.join(" | ")} |\n|---|${spreads.map(() => "---|").join("")}`);
  for (const [name, truth, target] of truths) {
    const cells = spreads.map((spread) => {
      const rates = verdictRates({ ...more, ...truth, spread }, target, rounds, `${design} ${name} ${spread}`);
      return `${percent(rates.changed)} (${percent(rates.asExpected)})`;
    });
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }
}
