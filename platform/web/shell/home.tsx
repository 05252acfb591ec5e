import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { now, today } from "../clock.ts";
import { useFormat } from "../formats.ts";
import { Columns, InPage, Page, Sections } from "../page/page.tsx";
import { Empty } from "../page/states.tsx";
import { useActor, useSession } from "../session.ts";
import { Slot, useIsFilled } from "../slots.tsx";
import { useTexts } from "../texts.ts";
import { HomeDue } from "./home-due.tsx";

const hours = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "numeric", hourCycle: "h23" });

/** Home says what is next. What that is, the domains know. */
export function Home(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { account } = useSession();
  useActor();
  const client = useQueryClient();
  // whoever comes back from what they did finds it done: nothing that Home reads is taken from before
  useState(() => void client.invalidateQueries({ predicate: (query) => !query.isActive(), refetchType: "none" }));
  const isBusy = useIsFetching() > 0;
  const hasTitle = useIsFilled("homeTitle");
  const hasMain = useIsFilled("home", "main");
  const hasDue = useIsFilled("homeDue");
  const hasSide = useIsFilled("home", "side") || hasDue;
  const hour = Number(hours.format(now()));
  const part = hour < 11 ? "morning" : hour < 18 ? "day" : "evening";
  // what fills the place may still have nothing to say today: then the sentence below it shows
  const main = (
    <>
      {hasMain && (
        <div className="home stack stack-xl">
          <Slot name="home" props={{}} place="main" />
        </div>
      )}
      {!isBusy && (
        <div className="home__nothing">
          <Empty>{t("platform.home.nothing")}</Empty>
        </div>
      )}
    </>
  );
  const side = (
    <>
      {hasDue && <HomeDue />}
      <Slot name="home" props={{}} place="side" />
    </>
  );
  const inside = (
    <>
      <Slot name="line" props={{ isSmall: false }} first />
      {hasSide ? <Columns main={main} side={side} /> : <Sections>{main}</Sections>}
    </>
  );
  if (hasTitle)
    return (
      <div className="stack stack-xl">
        <Slot name="homeTitle" props={{}} first />
        <InPage value={true}>{inside}</InPage>
      </div>
    );
  return (
    <Page
      title={t("platform.home.greeting", { part, name: account?.name ?? "" })}
      windowTitle={t("platform.home.title")}
      lead={
        <>
          {`${f.longDay(today())}. `}
          <Slot name="homeLead" props={{}} />
        </>
      }
    >
      {inside}
    </Page>
  );
}
