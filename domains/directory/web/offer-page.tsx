import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import type { Day } from "../../../platform/web/day.ts";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { openPage, type PageView, saveOffer } from "../contract.ts";

export function NewOfferPage(): ReactNode {
  const t = useTexts();
  return (
    <Page
      title={t("directory.offer.new.title")}
      lead={t("directory.offer.new.lead")}
      crumbs={[{ to: "/directory", label: t("directory.title") }]}
      width="narrow"
    >
      <OfferForm page={null} />
    </Page>
  );
}

export function EditOfferPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { offerId } = usePath("offerId");
  const page = useAnswer(openPage, { params: { pageId: offerId }, query: { language } });
  return (
    <Answered query={page}>
      {(view) => (
        <Page
          title={t("directory.offer.edit.title")}
          crumbs={[
            { to: "/directory", label: t("directory.title") },
            { to: `/directory/pages/${view.id}`, label: view.title },
          ]}
          width="narrow"
        >
          <OfferForm key={view.own?.version ?? 0} page={view} />
        </Page>
      )}
    </Answered>
  );
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

function OfferForm(it: { readonly page: PageView | null }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { page } = it;
  const contactOf = (kind: string) => page?.contacts.find((contact) => contact.kind === kind)?.value ?? "";
  const [title, setTitle] = useState(page?.title ?? "");
  const [what, setWhat] = useState(page?.own?.what ?? "");
  const [audience, setAudience] = useState(page?.own?.audience ?? "");
  const [phone, setPhone] = useState(contactOf("phone"));
  const [mail, setMail] = useState(contactOf("mail"));
  const [web, setWeb] = useState(contactOf("web"));
  const [address, setAddress] = useState(contactOf("address"));
  const [validUntilOn, setValidUntilOn] = useState<Day | null>(page?.own?.validUntilOn ?? null);
  return (
    <Form
      submit={t("directory.offer.submit")}
      draft={page ? `offer:${page.id}` : "offer"}
      wordsFor={({ code }) => t.maybe(`directory.field.${code}`)}
      onSubmit={async ({ id, version = page?.own?.version ?? null }) => {
        const saved = await call(saveOffer, {
          params: { offerId: page?.id ?? id },
          body: {
            title,
            what,
            audience: orNull(audience),
            phone: orNull(phone),
            mail: orNull(mail),
            web: orNull(web),
            address: orNull(address),
            validUntilOn,
            version,
          },
        });
        await refresh();
        say({ text: t("directory.offer.saved") });
        await navigate({ to: `/directory/pages/${saved.id}` });
      }}
    >
      <TextField name="title" label={t("directory.offer.title")} value={title} onChange={setTitle} maxLength={200} isRequired />
      <TextArea
        name="what"
        label={t("directory.offer.what")}
        hint={t("directory.offer.what_hint")}
        value={what}
        onChange={setWhat}
        rows={5}
        maxLength={8_000}
        isRequired
      />
      <TextField name="audience" label={t("directory.offer.audience")} value={audience} onChange={setAudience} maxLength={500} isOptional />
      <Pair>
        <TextField name="phone" type="tel" label={t("directory.offer.phone")} value={phone} onChange={setPhone} maxLength={60} isOptional />
        <TextField name="mail" type="email" label={t("directory.offer.mail")} value={mail} onChange={setMail} maxLength={200} isOptional />
      </Pair>
      <TextField name="web" label={t("directory.offer.web")} value={web} onChange={setWeb} maxLength={500} isOptional />
      <TextField name="address" label={t("directory.offer.address")} value={address} onChange={setAddress} maxLength={300} isOptional />
      <DateField
        name="validUntilOn"
        label={t("directory.offer.valid_until")}
        hint={t("directory.offer.valid_until_hint")}
        direction="future"
        isOptional
        value={validUntilOn}
        onChange={setValidUntilOn}
      />
    </Form>
  );
}
