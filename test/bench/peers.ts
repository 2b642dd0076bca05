import { ixjb94 } from "./peers/ixjb94.ts";
import type { Peer, PeerBars } from "./peers/peer.ts";
import { plainLoops } from "./peers/plain-loops.ts";
import { technicalIndicators } from "./peers/technicalindicators.ts";
import { tradingSignals } from "./peers/trading-signals.ts";
import { tulind } from "./peers/tulind.ts";

/** The incumbents that load on this machine, and why the others do not. */
export interface LoadedPeers {
  readonly peers: readonly Peer[];
  readonly absent: readonly { readonly name: string; readonly why: string }[];
}

const INCUMBENTS = { tulind, ixjb94, technicalIndicators, tradingSignals };

/** Loads every incumbent that is installed, and the hand-written ceiling first. */
export async function loadPeers(bars: PeerBars): Promise<LoadedPeers> {
  const peers: Peer[] = [plainLoops(bars)];
  const absent: { name: string; why: string }[] = [];
  for (const [name, make] of Object.entries(INCUMBENTS)) {
    try {
      peers.push(await make(bars));
    } catch (error) {
      absent.push({ name, why: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown" });
    }
  }
  return { peers, absent };
}
