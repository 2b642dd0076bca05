import { WorkspaceScreen } from "../_workspace/workspace-screen.tsx";

export const metadata = { title: "Workspace · Lookback" };

/** The workspace as a whole. */
export default function WorkspacePage() {
  return <WorkspaceScreen />;
}
