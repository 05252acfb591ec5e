import { dayOf, freezeClock, now } from "../platform/server/clock.ts";
import { passMomentToDatabase } from "../platform/server/database/actor.ts";

/** The days of the story, counted back from the day on which it is told. */
export type StoryDays = {
  readonly today: string;
  /** The day so many days before today, as YYYY-MM-DD. */
  ago(days: number): string;
  /** The day so many days after today. */
  ahead(days: number): string;
  /** Lets something happen at ten o'clock (Berlin, summer time) of a day in the past, as the product would have recorded it then. */
  on<T>(day: string, happens: () => Promise<T>): Promise<T>;
};

export function storyDaysFrom(moment: Date): StoryDays {
  const shifted = (days: number) => dayOf(new Date(moment.getTime() + days * 86_400_000));
  const today = shifted(0);
  return {
    today,
    ago: (days) => shifted(-days),
    ahead: shifted,
    on: async (day, happens) => {
      if (day >= today) return await happens();
      freezeClock(new Date(`${day}T08:00:00Z`));
      passMomentToDatabase(true);
      try {
        return await happens();
      } finally {
        freezeClock(undefined);
        passMomentToDatabase(false);
      }
    },
  };
}

export function storyDaysFromNow(): StoryDays {
  return storyDaysFrom(now());
}
