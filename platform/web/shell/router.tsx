import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useState } from "react";
import type { WebDomain, WebPage } from "../domain.ts";
import { requestFocus } from "../page/focus.ts";
import { Loading } from "../page/states.tsx";
import { useSession } from "../session.ts";
import { loaded } from "../slots.tsx";
import { Home } from "./home.tsx";
import { BrokenPage, NotFoundPage, OtherRolePage } from "./unavailable-pages.tsx";

/** The pages that may be opened by whoever asks for them; the server has the last word on what is in them. */
function Guarded(it: { readonly page: Pick<WebPage, "roles" | "open">; readonly children: ReactNode }): ReactNode {
  const { actor, memberships, signedIn } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // the address as it was asked for: while this leads away, the present one is already the next
  const [asked] = useState(path);
  if (it.page.open) return it.children;
  if (!actor && signedIn && memberships.length > 0) return <Navigate to="/choose" replace />;
  if (!actor) return <Navigate to="/sign-in" search={{ to: asked }} replace />;
  if (it.page.roles && !it.page.roles.includes(actor.role)) return <OtherRolePage />;
  return it.children;
}

function guarded(page: WebPage): ComponentType {
  const Content = lazyRouteComponent(() => loaded<ComponentType>(page.load)) as ComponentType;
  return function GuardedPage() {
    return (
      <Guarded page={page}>
        <Content />
      </Guarded>
    );
  };
}

/** The route tree of all domains' pages. `around` draws the shell. */
export function routerOf(domains: readonly WebDomain[], around: (page: ReactNode, isBare: boolean) => ReactNode) {
  const pages = domains.flatMap((domain) => domain.pages ?? []);
  const bare = new Set(pages.filter((page) => page.bare).map((page) => page.path));

  function Root(): ReactNode {
    const { matches } = useRouterState();
    const route = String(matches.at(-1)?.fullPath ?? "");
    return around(<Outlet />, bare.has(route));
  }
  const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });
  const routes = pages.map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: guarded(page) as () => ReactNode }),
  );
  const home = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => (
      <Guarded page={{}}>
        <Home />
      </Guarded>
    ),
  });
  const router = createRouter({
    routeTree: root.addChildren(pages.some((page) => page.path === "/") ? routes : [home, ...routes]),
    defaultPreload: "intent",
    defaultPendingComponent: Loading,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
  router.subscribe("onBeforeNavigate", (event) => {
    if (event.fromLocation && event.pathChanged) requestFocus();
  });
  return router;
}
