import { createRootRoute, createRoute, createRouter, Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import type { WebDomain, WebPage } from "../domain.ts";
import { requestFocus } from "../page/focus.ts";
import { Loading } from "../page/states.tsx";
import { useSession } from "../session.ts";
import { loaded } from "../slots.tsx";
import { Home } from "./home.tsx";
import { BrokenPage, NotFoundPage, OtherRolePage, UnreachedPage } from "./unavailable-pages.tsx";

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

/**
 * A page, fetched when it is first opened. Without a connection it says so and goes on by itself: a reload, the router's own way,
 * would end in the browser's page and take the one before with it.
 */
function fetched(page: WebPage): ComponentType {
  let known: ComponentType | undefined;
  return function FetchedPage() {
    const [Content, setContent] = useState(() => known);
    const [isUnreached, setUnreached] = useState(false);
    const [round, setRound] = useState(0);
    useEffect(() => {
      if (known) return undefined;
      let isLeft = false;
      loaded<ComponentType>(page.load).then(
        (module) => {
          known = module.default;
          if (!isLeft) setContent(() => module.default);
        },
        () => {
          if (!isLeft) setUnreached(true);
        },
      );
      return () => {
        isLeft = true;
      };
    }, [round]);
    if (Content) return <Content />;
    if (!isUnreached) return <Loading />;
    return (
      <UnreachedPage
        onRetry={() => {
          setUnreached(false);
          setRound(round + 1);
        }}
      />
    );
  };
}

function guarded(page: WebPage): ComponentType {
  const Content = fetched(page);
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
