import type { ReactNode } from "react";
import { RadioGroup } from "../../../../platform/web/form/choice.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { type ArchiveAnswer, archiveAnswers } from "../../contract.ts";

export type ArchiveSaid = { readonly archive: ArchiveAnswer | null; readonly archiveOfferedOn: string | null };
export const nothingSaid: ArchiveSaid = { archive: null, archiveOfferedOn: null };

/** What the archive said, and when it was asked. An authority cannot say that it need not ask. */
export function ArchiveFields(it: {
  readonly isBound: boolean;
  readonly value: ArchiveSaid;
  readonly onChange: (value: ArchiveSaid) => void;
}): ReactNode {
  const t = useTexts();
  const { archive, archiveOfferedOn } = it.value;
  return (
    <>
      <RadioGroup
        label={t("consent.erasure.ask.archive")}
        name="archive"
        isRequired
        {...(it.isBound ? { hint: t("consent.archive.bound") } : {})}
        options={archiveAnswers
          .filter((value) => !it.isBound || value !== "not_bound")
          .map((value) => ({ value, label: t(`consent.erasure.archive.${value}`) }))}
        value={archive}
        onChange={(value) => it.onChange({ archive: value, archiveOfferedOn: value === "not_bound" ? null : archiveOfferedOn })}
      />
      {(archive === "declined" || archive === "taken") && (
        <DateField
          label={t("consent.archive.offered")}
          name="archiveOfferedOn"
          direction="past"
          isRequired
          value={archiveOfferedOn}
          onChange={(value) => it.onChange({ archive, archiveOfferedOn: value })}
        />
      )}
    </>
  );
}

/** Words for what is wrong with it. */
export function useArchiveWords(): (field: { name: string; code: string }) => string | undefined {
  const t = useTexts();
  return ({ name, code }) => (name.startsWith("archive") ? t.maybe(`consent.archive.problem.${code}`) : undefined);
}
