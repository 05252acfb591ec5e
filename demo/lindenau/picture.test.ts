import { expect, test } from "vitest";
import { quartersForDots } from "../../domains/disclosure/index.ts";
import { furthestDays } from "../../domains/cases/contract.ts";
import { chanceOf } from "../chance.ts";
import { storyDaysFrom } from "../story-days.ts";
import { talksOfTheYear } from "./consultations.ts";
import { careAtTheCourseDaysAgo, expectedOfCare, otherPeople, peopleOfTheStory, wayOfCourse } from "./people-of-the-story.ts";

/** How many in each calendar quarter, in order. */
function byQuarter(entitled: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const day of [...entitled].sort()) {
    const quarter = `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  }
  return [...counts.values()];
}

/** Calendar quarters fall differently for each day on which somebody starts the demo. */
test("on whatever day the demo is filled, the measure that was looked at shows its dots, and the change that was expected", () => {
  for (let day = 0; day < 366; day += 1) {
    const days = storyDaysFrom(new Date(Date.UTC(2026, 0, 1, 10) + day * 86_400_000));
    const { baselineFromOn, baselineUntilOn, targetWeeks, intakeWeeks } = expectedOfCare(days);
    const waits = peopleOfTheStory(chanceOf(2026), days).flatMap(({ course, waitsForCare }) =>
      course && waitsForCare ? [{ on: days.ago(course.entitledDaysAgo), days: course.waitedDays ?? Number.POSITIVE_INFINITY }] : [],
    );
    const before = waits.filter((one) => one.on >= baselineFromOn && one.on <= baselineUntilOn);
    const startedOn = days.ago(careAtTheCourseDaysAgo);
    const after = waits.filter((one) => one.on >= startedOn && one.on < days.ago(careAtTheCourseDaysAgo - 7 * intakeWeeks));
    for (const side of [before, after]) expect(quartersForDots(byQuarter(side.map((one) => one.on))), days.today).not.toBeNull();
    const median = (side: typeof waits) => side.map((one) => one.days).toSorted((a, b) => a - b)[Math.floor(side.length / 2)]!;
    expect(Math.round(median(after) / 7), days.today).toBeLessThanOrEqual(targetWeeks);
    expect(median(before), days.today).toBeGreaterThan(2 * median(after));
  }
});

test("on whatever day the demo is filled, enough people went the agreed way to be shown beside those still under way", () => {
  for (let day = 0; day < 366; day += 1) {
    const days = storyDaysFrom(new Date(Date.UTC(2026, 0, 1, 10) + day * 86_400_000));
    // the figures were first shown 20 days ago, over four whole quarters and the present one
    for (const shownDaysAgo of [20, 0]) {
      const shownOn = days.ago(shownDaysAgo);
      const firstOn = `${Number(shownOn.slice(0, 4)) - 1}-${String(3 * Math.floor((Number(shownOn.slice(5, 7)) - 1) / 3) + 1).padStart(2, "0")}-01`;
      const has = (daysAgo: number | null) => daysAgo !== null && daysAgo >= shownDaysAgo;
      const ways = peopleOfTheStory(chanceOf(2026), days)
        .filter(({ course, waitsForCare }) => course && waitsForCare && days.ago(course.entitledDaysAgo) >= firstOn)
        .map(({ course }) => wayOfCourse(course!))
        .map((way) => [way.registeredDaysAgo, way.startedDaysAgo, way.finishedDaysAgo].map(has).join(" "));
      const asAgreed = ways.filter((way) => way === "true true true").length;
      expect(asAgreed, days.today).toBeGreaterThanOrEqual(5);
      // a small rest is joined by the rarest way that is shown: that must not be this one
      expect(asAgreed, days.today).toBeGreaterThan(ways.filter((way) => way === "true true false").length);
    }
  }
});

test("on whatever day the demo is filled, one calendar year has its 1,240 talks", () => {
  for (let day = 0; day < 366; day += 5) {
    const days = storyDaysFrom(new Date(Date.UTC(2026, 0, 1, 10) + day * 86_400_000));
    const talks = talksOfTheYear({ towns: {} }, days);
    expect(talks.length).toBe(1240);
    expect(new Set(talks.map((talk) => talk.talkedOn.slice(0, 4))).size, days.today).toBe(1);
    expect(talks.every((talk) => talk.talkedOn < days.today && talk.talkedOn >= days.ago(furthestDays))).toBe(true);
  }
});

const medianOf = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

test("the waiting times are those that the themes speak of", () => {
  const chance = chanceOf(2026);
  const days = storyDaysFrom(new Date(Date.UTC(2026, 10, 23, 10)));
  const people = peopleOfTheStory(chance, days);
  const courses = people.flatMap(({ course, waitsForCare }) => (course?.waitedDays ? [{ ...course, waitsForCare }] : []));
  const before = courses.filter((one) => one.waitsForCare && one.entitledDaysAgo > careAtTheCourseDaysAgo);
  expect(medianOf(before.map((one) => one.waitedDays!))).toBe(148);
  expect(medianOf(courses.filter((one) => !one.waitsForCare).map((one) => one.waitedDays!))).toBe(44);
  const changes = people.flatMap((person) => person.benefitChange ?? []);
  const [late, early] = [changes.filter((one) => one.beganDaysAgo > 260), changes.filter((one) => one.beganDaysAgo <= 260)];
  expect(late.length).toBe(23);
  expect(medianOf(late.map((one) => one.waitedDays))).toBe(19);
  expect(medianOf(early.map((one) => one.waitedDays))).toBe(4);
  const others = otherPeople(chance, days, people);
  const appointments = others.flatMap((person) => person.appointment ?? []);
  expect(medianOf(appointments.map((one) => one.waitedDays))).toBe(76);
  expect(appointments.length).toBeGreaterThanOrEqual(10);
  expect(people.length + others.length).toBe(186);
});
