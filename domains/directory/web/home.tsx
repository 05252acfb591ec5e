import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Link } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { rememberSearch } from "./last-search.ts";

/** The directory within reach: one line to type into. */
export function DirectoryHome(): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  return (
    <Section title={t("directory.home.title")} gap="s">
      <Form
        label={t("directory.home.title")}
        kind="secondary"
        submit={t("directory.home.submit")}
        onSubmit={async () => {
          rememberSearch(text);
          await navigate({ to: "/directory" });
        }}
      >
        <TextField type="search" label={t("directory.search.label")} value={text} onChange={setText} maxLength={200} />
      </Form>
      <p>
        <Link to="/directory">{t("directory.home.all")}</Link>
      </p>
    </Section>
  );
}
