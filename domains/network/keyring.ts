import { createSecretKey } from "node:crypto";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Hearer } from "../../platform/server/database/hear.ts";
import { type InstallationKeys, refreshKeys } from "../../platform/server/keys.ts";
import { type Key, KeyCache, newDataKey, type SealContext, openBytes, sealBytes, unwrapKey, wrapKey } from "../../platform/server/vault.ts";
import * as queries from "./queries.ts";

/**
 * Three layers: the installation's key of an epoch wraps the key of an organisation in that epoch, which wraps the key of a person (or of another subject),
 * which seals. Unwrapped keys stay in memory only.
 */
const organisationKeys = new KeyCache(2_000);

function contextOf(siteId: string, organisationId: string): SealContext {
  return { siteId, subjectId: organisationId, table: "network.organisation_key", column: "wrapped" };
}

export type OrganisationKey = { readonly epoch: number; readonly key: Key };

function unwrapped(
  keys: InstallationKeys,
  siteId: string,
  organisationId: string,
  row: { epoch: number; wrapped: Buffer },
): OrganisationKey {
  const name = `${siteId} ${organisationId} ${row.epoch}`;
  let key = organisationKeys.get(name);
  if (!key) {
    // another process may have begun the epoch
    if (!keys.epochs.has(row.epoch)) refreshKeys(keys);
    const epochKey = keys.epochs.get(row.epoch);
    if (!epochKey) throw new Error(`the installation key of epoch ${row.epoch} is gone`);
    key = unwrapKey(createSecretKey(epochKey), contextOf(siteId, organisationId), row.wrapped);
    organisationKeys.set(name, key);
  }
  return { epoch: row.epoch, key };
}

/** The key of an organisation of the actor's site: in one epoch, or the newest. */
export async function getOrganisationKey(call: Call, organisationId: string, epoch?: number): Promise<OrganisationKey> {
  const { siteId } = call.actor;
  if (epoch !== undefined) {
    const known = organisationKeys.get(`${siteId} ${organisationId} ${epoch}`);
    if (known) return { epoch, key: known };
  }
  const row = await queries.findOrganisationKey(call.tx, siteId, organisationId, epoch);
  if (!row) throw new Error("an organisation has no key");
  return unwrapped(call.keys, siteId, organisationId, row);
}

/** A fresh key for an organisation, wrapped under the current epoch, to be stored. */
export function newOrganisationKey(keys: InstallationKeys, siteId: string, organisationId: string): { epoch: number; wrapped: Buffer } {
  return {
    epoch: keys.currentEpoch,
    wrapped: wrapKey(createSecretKey(keys.epochs.get(keys.currentEpoch)!), contextOf(siteId, organisationId), newDataKey()),
  };
}

/** A sealed text of the actor's own organisation that belongs to no person, such as a draft. */
export async function sealForOrganisation(
  call: Call,
  context: Omit<SealContext, "siteId">,
  plain: string,
): Promise<{ epoch: number; sealed: Buffer }> {
  const { epoch, key } = await getOrganisationKey(call, call.actor.organisationId);
  return { epoch, sealed: sealBytes(key, { siteId: call.actor.siteId, ...context }, Buffer.from(plain, "utf8")) };
}

export async function openForOrganisation(
  call: Call,
  context: Omit<SealContext, "siteId">,
  row: { epoch: number; sealed: Buffer },
): Promise<string> {
  const { key } = await getOrganisationKey(call, call.actor.organisationId, row.epoch);
  return openBytes(key, { siteId: call.actor.siteId, ...context }, row.sealed).toString("utf8");
}

export type WrappedKey = { readonly organisationId: string; readonly epoch: number; readonly wrapped: Buffer };

const subjectKeys = new KeyCache(10_000);

/** A fresh key for one subject (a person, a gap report), wrapped by the key of an organisation. `table` names where the wrapped key lies. */
export async function newSubjectKey(
  call: Call,
  organisationId: string,
  subject: { id: string; table: string },
): Promise<WrappedKey & { readonly key: Key }> {
  const organisation = await getOrganisationKey(call, organisationId);
  const key = newDataKey();
  const context = { siteId: call.actor.siteId, subjectId: subject.id, table: subject.table, column: "wrapped" };
  return { organisationId, epoch: organisation.epoch, wrapped: wrapKey(organisation.key, context, key), key };
}

/** The key of a subject that was unwrapped before and is kept. It says nothing about who may read: that the row to open was readable must be known. */
export function findSubjectKey(siteId: string, subjectId: string): Key | undefined {
  return subjectKeys.get(`${siteId} ${subjectId}`);
}

/** The unwrapped key of one subject; unwrapped keys are kept for the next time. A new epoch wraps the same key anew. */
export async function openSubjectKey(call: Call, subject: { id: string; table: string }, row: WrappedKey): Promise<Key> {
  const name = `${call.actor.siteId} ${subject.id}`;
  const known = subjectKeys.get(name);
  if (known) return known;
  const organisation = await getOrganisationKey(call, row.organisationId, row.epoch);
  const context = { siteId: call.actor.siteId, subjectId: subject.id, table: subject.table, column: "wrapped" };
  const key = unwrapKey(organisation.key, context, row.wrapped);
  subjectKeys.set(name, key);
  return key;
}

/** A request under way may have opened the key just before it was deleted, and keep it a moment later. */
const stillUnderWay = 60_000;

/** Every server process hears of each key that was deleted and drops what it keeps unwrapped; after a silence it cannot know what it missed. */
export const goneKeys: Hearer = {
  channel: "verbund_key_gone",
  heard: (name) => {
    subjectKeys.forget(name);
    setTimeout(() => subjectKeys.forget(name), stillUnderWay).unref();
  },
  missed: () => subjectKeys.clear(),
};

/** Every server process looks into its keys folder when another begins an epoch: names move to it, and who does not know it finds nobody. */
export function newEpochs(keys: InstallationKeys): Hearer {
  const look = () => void refreshKeys(keys);
  return { channel: "verbund_key_epoch", heard: look, missed: look };
}

/** The same key of a subject under the newest key of the organisation. */
export async function rewrapSubjectKey(call: Call, table: string, subjectId: string, row: WrappedKey, epoch: number): Promise<Buffer> {
  const context = { siteId: call.actor.siteId, subjectId, table, column: "wrapped" };
  const old = await getOrganisationKey(call, row.organisationId, row.epoch);
  const fresh = await getOrganisationKey(call, row.organisationId, epoch);
  return wrapKey(fresh.key, context, unwrapKey(old.key, context, row.wrapped));
}

/** What is sealed directly under the key of an organisation, sealed anew under its newest. */
export async function resealForOrganisation(
  call: Call,
  organisationId: string,
  context: Omit<SealContext, "siteId">,
  row: { epoch: number; sealed: Buffer },
  epoch: number,
): Promise<Buffer> {
  const whole = { siteId: call.actor.siteId, ...context };
  const old = await getOrganisationKey(call, organisationId, row.epoch);
  const fresh = await getOrganisationKey(call, organisationId, epoch);
  return sealBytes(fresh.key, whole, openBytes(old.key, whole, row.sealed));
}

/** After an epoch was destroyed nothing that it wrapped stays in memory. */
export function forgetOrganisationKeys(): void {
  organisationKeys.clear();
}
