import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listBodies } from "../contract.ts";

/** On the page of a theme: which project group shall work on it. Where there is none, the way to one. */
export function ProjectGroupField(it: {
  readonly name: string;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}): ReactNode {
  const t = useTexts();
  const bodies = useAnswer(listBodies, {});
  const groups = (bodies.data?.bodies ?? []).filter((one) => one.kind === "project_group");
  return (
    <>
      <Select {...it} options={groups.map((one) => ({ value: one.name, label: one.name }))} isRequired />
      {bodies.data && groups.length === 0 && (
        <p>
          <Link to="/bodies/found">{t("bodies.list.found")}</Link>
        </p>
      )}
    </>
  );
}
