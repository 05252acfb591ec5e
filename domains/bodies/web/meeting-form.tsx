import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { MeetingFields } from "../contract.ts";
import { readTime } from "../rules.ts";

export function MeetingForm(it: {
  readonly start?: MeetingFields;
  readonly submit: string;
  readonly draft: string;
  readonly kind?: "primary" | "secondary";
  readonly onSend: (fields: MeetingFields, sent: { readonly id: string; readonly version?: number }) => Promise<unknown>;
}): ReactNode {
  const t = useTexts();
  const reasons = useReasons("bodies");
  const [heldOn, setHeldOn] = useState<string | null>(it.start?.heldOn ?? null);
  const [begins, setBegins] = useState(it.start?.begins ?? "14:00");
  const [minutes, setMinutes] = useState<number | null>(it.start?.minutesPlanned ?? 120);
  const [place, setPlace] = useState(it.start?.place ?? "");
  const [onlineLink, setOnlineLink] = useState(it.start?.onlineLink ?? "");
  const [papersDueOn, setPapersDueOn] = useState<string | null>(it.start?.papersDueOn ?? null);
  return (
    <Form
      submit={it.submit}
      draft={it.draft}
      kind={it.kind}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async (sent) =>
        await it.onSend(
          {
            heldOn: heldOn ?? "",
            begins: readTime(begins),
            minutesPlanned: minutes ?? 0,
            place: place.trim() === "" ? null : place,
            onlineLink: onlineLink.trim() === "" ? null : onlineLink.trim(),
            papersDueOn,
          },
          sent,
        )
      }
    >
      <Pair>
        <DateField name="heldOn" label={t("bodies.meeting.day")} value={heldOn} onChange={setHeldOn} direction="future" isRequired />
        <TextField
          name="begins"
          label={t("bodies.meeting.begins")}
          hint={t("bodies.meeting.begins_hint")}
          value={begins}
          onChange={setBegins}
          width="s"
          isRequired
        />
      </Pair>
      <Pair>
        <NumberField
          name="minutesPlanned"
          label={t("bodies.meeting.length")}
          hint={t("bodies.meeting.length_hint")}
          value={minutes}
          onChange={setMinutes}
          minimum={15}
          maximum={720}
          isRequired
        />
        <DateField
          name="papersDueOn"
          label={t("bodies.meeting.papers_due")}
          value={papersDueOn}
          onChange={setPapersDueOn}
          direction="future"
          isOptional
        />
      </Pair>
      <TextField name="place" label={t("bodies.meeting.place")} value={place} onChange={setPlace} maxLength={200} isOptional />
      <TextField
        name="onlineLink"
        label={t("bodies.meeting.link")}
        hint={t("bodies.meeting.link_hint")}
        type="url"
        value={onlineLink}
        onChange={setOnlineLink}
        maxLength={500}
        isOptional
      />
    </Form>
  );
}
