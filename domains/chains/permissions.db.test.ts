import { today } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestChain, testCourse } from "./factory.ts";
import { permissions } from "./permissions.ts";
import { copyVersion, releaseChain, removeChain, removeVersion } from "./verbs.ts";

async function build(server: Server) {
  return await createTestNetwork(server.at.database);
}
type World = Awaited<ReturnType<typeof build>>;

const agreed = (world: World) => world.as("coordinator", (call) => createTestChain(call, testCourse(null, null), true));
const draft = (world: World) => world.as("coordinator", (call) => createTestChain(call));
const chainRow = (id: string) => ({ table: "chains.service_chain", id });
const versionRow = (id: string) => ({ table: "chains.chain_version", id });

const file = async (world: World, endpoint: typeof contract.makeBpmn) => {
  const { versionId } = await agreed(world);
  return trial(endpoint, { params: { versionId }, query: {} }, { row: versionRow(versionId) });
};

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listChains: () => trial(contract.listChains, {}),
    makeChainsSpreadsheet: () => trial(contract.makeChainsSpreadsheet, { query: {} }),
    openChain: async (world) => {
      const { chainId } = await agreed(world);
      return trial(contract.openChain, { params: { chainId } }, { row: chainRow(chainId) });
    },
    openDraftChain: async (world) => {
      const { chainId } = await draft(world);
      return trial(contract.openChain, { params: { chainId } }, { row: chainRow(chainId) });
    },
    createChain: () =>
      trial(
        contract.createChain,
        { body: { id: newId(), versionId: newId(), kind: "as_is", title: "Anerkennung", aim: "" } },
        {
          write: `insert into chains.service_chain (site_id, id, title, created_by)
            values (network.actor_site(), '${newId()}', 'x', network.actor_id())`,
        },
      ),
    changeChain: async (world) => {
      const { chainId } = await agreed(world);
      return trial(
        contract.changeChain,
        { params: { chainId }, body: { title: "Anders", aim: "", version: 1 } },
        { row: chainRow(chainId), write: "update chains.service_chain set title = 'Anders' where id = $id" },
      );
    },
    removeChain: async (world) => {
      const { chainId } = await agreed(world);
      return trial(
        contract.removeChain,
        { params: { chainId } },
        { row: chainRow(chainId), write: "update chains.service_chain set title = 'weg' where id = $id" },
      );
    },
    restoreChain: async (world) => {
      const { chainId } = await agreed(world);
      await world.as("coordinator", (call) => removeChain(call, chainId));
      return trial(contract.restoreChain, { params: { chainId } });
    },
    releaseChain: async (world) => {
      const { chainId } = await agreed(world);
      return trial(
        contract.releaseChain,
        { params: { chainId }, body: { isReleased: true } },
        {
          row: chainRow(chainId),
          write: "update chains.service_chain set released_on = platform.today(), released_by = network.actor_id() where id = $id",
        },
      );
    },
    openVersion: async (world) => {
      const { versionId } = await agreed(world);
      return trial(contract.openVersion, { params: { versionId } }, { row: versionRow(versionId) });
    },
    openDraft: async (world) => {
      const { versionId } = await draft(world);
      return trial(contract.openVersion, { params: { versionId } }, { row: versionRow(versionId) });
    },
    saveVersion: async (world) => {
      const { versionId, version } = await draft(world);
      return trial(
        contract.saveVersion,
        { params: { versionId }, body: { document: testCourse(null, null), version } },
        {
          row: versionRow(versionId),
          write: "update chains.chain_version set document = '{}', changed_by = network.actor_id() where id = $id",
        },
      );
    },
    copyVersion: async (world) => {
      const { versionId, chainId } = await agreed(world);
      return trial(
        contract.copyVersion,
        { params: { versionId }, body: { id: newId(), kind: "to_be" } },
        {
          row: versionRow(versionId),
          write: `insert into chains.chain_version (site_id, id, chain_id, kind, number, document, changed_by)
            values (network.actor_site(), '${newId()}', '${chainId}', 'to_be', 2, '{}', network.actor_id())`,
        },
      );
    },
    agreeVersion: async (world) => {
      const { versionId, version } = await draft(world);
      return trial(
        contract.agreeVersion,
        { params: { versionId }, body: { agreedOn: today(), agreedIn: "", version } },
        {
          row: versionRow(versionId),
          write: `update chains.chain_version set state = 'agreed', agreed_on = platform.today(), agreed_by = network.actor_id(), changed_by = network.actor_id()
            where id = $id`,
        },
      );
    },
    removeVersion: async (world) => {
      const { versionId } = await draft(world);
      return trial(
        contract.removeVersion,
        { params: { versionId } },
        { row: versionRow(versionId), write: "update chains.chain_version set changed_by = network.actor_id() where id = $id" },
      );
    },
    restoreVersion: async (world) => {
      const { versionId } = await agreed(world);
      const copyId = newId();
      await world.as("coordinator", async (call) => {
        await copyVersion(call, versionId, { id: copyId, kind: "to_be" });
        await removeVersion(call, copyId);
      });
      return trial(contract.restoreVersion, { params: { versionId: copyId } });
    },
    compareVersions: async (world) => {
      const { versionId } = await agreed(world);
      return trial(contract.compareVersions, { query: { oneId: versionId, otherId: versionId } }, { row: versionRow(versionId) });
    },
    measureVersion: async (world) => {
      const { versionId } = await agreed(world);
      return trial(contract.measureVersion, { params: { versionId }, query: {} }, { row: versionRow(versionId) });
    },
    makeBpmn: (world) => file(world, contract.makeBpmn),
    makeSvg: (world) => file(world, contract.makeSvg),
    makePdf: (world) => file(world, contract.makePdf),
    makeEventLog: (world) => file(world, contract.makeEventLog),
    listReleasedChains: () => trial(contract.listReleasedChains, {}),
    showFigures: async (world) => {
      const { chainId, versionId } = await agreed(world);
      await world.as("coordinator", (call) => releaseChain(call, chainId, true));
      return trial(
        contract.showFigures,
        { params: { versionId }, body: { isShown: true } },
        {
          row: versionRow(versionId),
          write: `insert into chains.released_figure (site_id, version_id, figures, shown_by)
            values (network.actor_site(), $id, '{}', network.actor_id()) on conflict do nothing`,
        },
      );
    },
    openReleasedChain: async (world) => {
      const { chainId } = await agreed(world);
      await world.as("coordinator", (call) => releaseChain(call, chainId, true));
      return trial(contract.openReleasedChain, { params: { chainId } });
    },
    openUnreleasedChain: async (world) => {
      const { chainId } = await agreed(world);
      return trial(contract.openReleasedChain, { params: { chainId } });
    },
  },
});
