import { expect, test } from "vitest";
import { quartersForDots } from "../../domains/disclosure/index.ts";
import { baselineWindow, dotsByQuarter, lookAtChange, type Passage, windowAfter } from "../../domains/themes/change/rules.ts";
import { chanceOf } from "../chance.ts";
import { storyDaysFrom } from "../story-days.ts";
import { careAtTheCourseDaysAgo, expectedOfCare, peopleOfTheStory } from "./people-of-the-story.ts";

/** Calendar quarters fall differently for each day on which somebody starts the demo. */
test("on whatever day the demo is filled, the measure that was looked at shows its dots, before and after", () => {
  for (let day = 0; day < 366; day += 1) {
    const days = storyDaysFrom(new Date(Date.UTC(2026, 0, 1, 10) + day * 86_400_000));
    const passages: Passage[] = peopleOfTheStory(chanceOf(2026), days)
      .filter((person) => person.waitsForCare && person.course)
      .map(({ course }, at) => ({
        caseKey: String(at),
        startedOn: days.ago(course!.entitledDaysAgo),
        endedOn: course!.waitedDays === null ? null : days.ago(course!.entitledDaysAgo - course!.waitedDays),
        waitingOn: course!.waitedDays === null ? days.ago(2) : null,
      }));
    const expectation = expectedOfCare(days);
    const startedOn = days.ago(careAtTheCourseDaysAgo);
    const look = lookAtChange(passages, expectation, startedOn, days.ago(2));
    expect(look.verdict, days.today).toBe("as_expected");
    for (const [side, window] of [
      ["before", baselineWindow(expectation)],
      ["after", windowAfter(expectation, startedOn)],
    ] as const) {
      const dots = dotsByQuarter(look.cases[side], window, side);
      expect(quartersForDots(dots.map((quarter) => quarter.dots.length)), `${side} ${days.today}`).not.toBeNull();
    }
  }
});
