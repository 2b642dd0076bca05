import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** What the system says of a process that is alive. */
export interface RunningProcess {
  /** Name of the program, without its folder. */
  readonly name: string;
  /** When it began, in the system's own words; tells a process from a later one of the same number. */
  readonly began: string;
}

/** Looks at a process by number; undefined when it is gone or a zombie (dead, but not yet reaped). */
export function findProcess(pid: number): RunningProcess | undefined {
  if (!isAlive(pid)) return undefined;
  if (existsSync("/proc/self/stat")) return fromProc(pid);
  return process.platform === "win32" ? { name: "unknown", began: "" } : fromPs(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function fromProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may hold spaces and brackets itself.
    const end = stat.lastIndexOf(")");
    const fields = stat.slice(end + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return { name: stat.slice(stat.indexOf("(") + 1, end), began: fields[19] ?? "" };
  } catch {
    return undefined; // it ended while we looked
  }
}

function fromPs(pid: number): RunningProcess | undefined {
  try {
    const line = execFileSync("ps", ["-o", "stat=,lstart=,comm=", "-p", String(pid)], {
      encoding: "utf8",
    }).trim();
    const match = /^(\S+)\s+(\S+\s+\S+\s+\d+\s+\S+\s+\d+)\s+(.*)$/.exec(line);
    if (!match || match[1]?.startsWith("Z")) return undefined;
    return { name: match[3]?.split("/").at(-1) ?? "", began: match[2] ?? "" };
  } catch {
    return undefined;
  }
}
