/** The part of it that the tests use; it brings no types of its own. */
declare module "bpmn-moddle" {
  export type Element = { readonly $type: string; readonly id?: string; readonly [name: string]: unknown };
  export class BpmnModdle {
    fromXML(
      xml: string,
    ): Promise<{ rootElement: Element; warnings: readonly { message: string }[]; elementsById: Readonly<Record<string, Element>> }>;
  }
}
