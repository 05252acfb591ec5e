import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { dayOf } from "../../../../platform/web/clock.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { RadioGroup } from "../../../../platform/web/form/choice.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { ConfirmDialog, Dialog } from "../../../../platform/web/page/dialog.tsx";
import { Fold } from "../../../../platform/web/page/list.tsx";
import { Row } from "../../../../platform/web/page/page.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { useSite } from "../../../network/web/index.ts";
import { askErasure, type Erasure, type ErasureReason, erasureReasons, previewErasure, withdrawErasure } from "../../contract.ts";
import { RequestsOfClient } from "../retention/requests.tsx";
import { ArchiveFields, nothingSaid, useArchiveWords } from "./archive-fields.tsx";
import { ErasureCounts } from "./counts.tsx";

/** Folded away on the page of a case; asks for nothing until somebody opens it, since each look is logged. */
export function ClientData(it: { readonly clientId: string }): ReactNode {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <Fold summary={t("consent.erasure.open")} word={t("consent.erasure.open_note")} onOpen={() => setOpen(true)}>
      {isOpen && <Kept clientId={it.clientId} />}
    </Fold>
  );
}

function Kept(it: { readonly clientId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const preview = useAnswer(previewErasure, { params: { clientId: it.clientId } });
  const [isAsking, setAsking] = useState(false);
  const unitName = (id: string) => {
    const unit = site.data?.units.find((one) => one.id === id);
    return unit ? `${unit.organisationName}, ${unit.name}` : t("consent.erasure.unit.unknown");
  };
  return (
    <Answered query={preview}>
      {(answer) => (
        <>
          {answer.waiting && <Waiting erasure={answer.waiting} />}
          <ErasureCounts counts={answer.counts} unreadableOn={answer.unreadableOn} />
          {answer.recipientIds.length > 0 && <p>{t("consent.erasure.tell", { units: f.list(answer.recipientIds.map(unitName)) })}</p>}
          <RequestsOfClient clientId={it.clientId} />
          {answer.abilities.ask && (
            <Row>
              <Button kind="link" onPress={() => setAsking(true)}>
                {t("consent.erasure.ask.open")}
              </Button>
            </Row>
          )}
          {isAsking && <AskDialog clientId={it.clientId} isBound={answer.archiveBound} onClose={() => setAsking(false)} />}
        </>
      )}
    </Answered>
  );
}

function Waiting(it: { readonly erasure: Erasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { erasure } = it;
  return (
    <Note tone="due" title={t("consent.erasure.waiting.title")}>
      <p>{t("consent.erasure.waiting.body", { day: f.day(dayOf(new Date(erasure.askedAt))), mark: erasure.mark })}</p>
      {erasure.abilities.withdraw && (
        <Row>
          <Button kind="link" onPress={() => setWithdrawing(true)}>
            {t("consent.erasure.withdraw.open")}
          </Button>
        </Row>
      )}
      {isWithdrawing && (
        <ConfirmDialog
          title={t("consent.erasure.withdraw.open")}
          confirm={t("consent.erasure.withdraw.open")}
          onClose={() => setWithdrawing(false)}
          onConfirm={async () => {
            await call(withdrawErasure, { params: { erasureId: erasure.id } });
            await refresh();
            say({ text: t("consent.erasure.withdraw.said") });
          }}
        >
          <p>{t("consent.erasure.withdraw.body")}</p>
        </ConfirmDialog>
      )}
    </Note>
  );
}

function AskDialog(it: { readonly clientId: string; readonly isBound: boolean; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [reason, setReason] = useState<ErasureReason | null>(null);
  const [said, setSaid] = useState(nothingSaid);
  const wordsFor = useArchiveWords();
  return (
    <Dialog title={t("consent.erasure.ask.title")} onClose={it.onClose}>
      <p>{t("consent.erasure.ask.lead")}</p>
      <Form
        submit={t("consent.erasure.ask.submit")}
        wordsFor={wordsFor}
        wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`consent.erasure.conflict.${problem.reason}`))}
        onSubmit={async ({ id }) => {
          const { archive, archiveOfferedOn } = said;
          if (reason === null || archive === null) return;
          await call(askErasure, { params: { clientId: it.clientId }, body: { id, reason, archive, archiveOfferedOn } });
          await refresh();
          say({ text: t("consent.erasure.ask.said") });
          it.onClose();
        }}
      >
        <RadioGroup
          label={t("consent.erasure.ask.reason")}
          name="reason"
          isRequired
          options={erasureReasons.map((value) => ({ value, label: t(`consent.erasure.reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
        <ArchiveFields isBound={it.isBound} value={said} onChange={setSaid} />
      </Form>
    </Dialog>
  );
}
