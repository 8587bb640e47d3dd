import { connect, type Socket } from "node:net";
import { readJsonLines, writeJsonLine } from "./json-lines";
import type { Order, Report } from "./local-control-agent-protocol";
import { now } from "./monotonic-time";

/** Where an agent listens, and after which silence it counts as lost. */
export interface AgentAddress {
  readonly address: string;
  readonly port: number;
  /** In milliseconds. After this time of silence the agent is polled; after the same time again without an answer it is lost. 0 never polls. */
  readonly addpTimeout: number;
}

/** What happens on a connection to an agent. */
export interface AgentListener {
  connected(): void;
  lost(): void;
  reported(report: Report): void;
}

export const LOOK = 20;
/** A longer gap between two looks is a pause of this process. No more than this time of it counts as silence of the agent. */
const PAUSE = 5 * LOOK;
const RETRY = 500;

/** Solution Control Server's connection to one Local Control Agent. It connects again after each loss. */
export class AgentConnection {
  private socket: Socket | undefined;
  private isConnected = false;
  /** The agent's silence in milliseconds, while this process has listened: a pause of this process is not silence of the agent. */
  private silence = 0;
  private lookedAt = now();
  private polled = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly agent: AgentAddress,
    private readonly listener: AgentListener,
  ) {
    this.timer = setInterval(() => this.look(), LOOK);
    this.open();
  }

  /** Sends an order if there is a connection, and returns whether there is one. */
  send(order: Order): boolean {
    if (this.isConnected) writeJsonLine(this.socket!, order);
    return this.isConnected;
  }

  /** Ends the connection; this does not count as a loss. */
  close(): void {
    clearInterval(this.timer);
    const { socket } = this;
    this.socket = undefined;
    socket?.destroy();
  }

  private open(): void {
    const socket = connect({ host: this.agent.address, port: this.agent.port }).setNoDelay();
    this.socket = socket;
    this.silence = 0;
    socket.once("connect", () => {
      this.isConnected = true;
      this.listener.connected();
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      // A socket that was given up because of its silence is no longer the current one.
      if (this.socket === socket) this.drop();
    });
    readJsonLines<Report>(socket, (report) => {
      this.silence = 0;
      this.polled = false;
      if (this.socket === socket && report.report !== "alive") this.listener.reported(report);
    });
  }

  private look(): void {
    const { addpTimeout } = this.agent;
    const looked = now();
    this.silence += Math.min(looked - this.lookedAt, PAUSE);
    this.lookedAt = looked;
    if (this.socket !== undefined && !this.isConnected && this.silence > 2 * RETRY) this.drop();
    if (!this.isConnected || addpTimeout === 0) return;
    if (this.silence > 2 * addpTimeout) this.drop();
    else if (this.silence > addpTimeout && !this.polled) this.polled = this.send({ order: "poll" });
  }

  private drop(): void {
    this.socket?.destroy();
    this.socket = undefined;
    this.polled = false;
    if (this.isConnected) {
      this.isConnected = false;
      this.listener.lost();
    }
    setTimeout(() => this.open(), RETRY).unref();
  }
}
