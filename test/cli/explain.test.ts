import { describe, expect, test } from "vitest";
import { OPTIONS } from "../../lib/configuration-layer/options-catalogue";
import { rules } from "../../lib/options";
import { sipHa } from "../command";

describe("explain prints", () => {
  test("for a check: what holds, why, what it reports, and how to accept it", () => {
    expect(sipHa("explain", "address-not-unique", "addp-short")).toEqual({
      code: 0,
      stderr: "",
      stdout: `address-not-unique: error of a check, cannot be acknowledged
  holds: No address is used twice across all environments of the app
  why:   Two holders of an address take each other's calls. If staging and production share a virtual IP, this
         happens on the day when both are up.

  what may be reported, and what to do:
  - <what> has the address <address>, which <what> of environment <environment> already has; fix: give one of
    them another address<otherwise>

addp-short: warning of a check, may be acknowledged
  holds: A gap in the network counts as the loss of a host no sooner than with the vendor's default
  why:   The default of addp-timeout is 9 s, and 10 s or more are advised if the network has delays, so that
         no connection is wrongly counted as lost (documented). The shortest gap that counts as a loss begins
         just before the poll, and lasts one such time and the disconnect timer (deduced): the pair then
         switches over although no host is lost.

  what may be reported, and what to do:
  - a gap of <gap> in the network may count as the loss of a host and make pairs switch over: addpTimeout
    <addp timeout> + disconnectSwitchoverTimeout <disconnect switchover timeout>; fix: use 9s, the default, or
    10s or more if the network has delays; or keep it with disconnectSwitchoverTimeout <value>s; or
    acknowledge this and say how you know that the network has no such gaps

  to accept it, in the environment file:
    acknowledge:
      - finding: addp-short
        on: <the path that the finding names, or one above it>
        reason: <who has looked at it, and what makes it bearable>
`,
    });
  });

  test("for a code that several commands use: what it is for each", () => {
    const { stdout } = sipHa("explain", "recovery-time");
    expect(stdout.match(/^recovery-time.*$/gm)).toEqual([
      "recovery-time: error of a check, may be acknowledged",
      "recovery-time: simulation",
    ]);
    expect(stdout).toContain("\n  I13. new calls are answered again within the recovery time objective");
  });

  test("for an invariant: what to do if it is broken, and how to accept that", () => {
    expect(sipHa("explain", "one-holder").stdout).toBe(`one-holder: simulation
  I1. at most one host answers for the virtual IP once a change has settled
  If \`sip-ha simulate\` finds an invariant broken, the code is the name of the invariant, see
  docs/simulation.md. If a scenario or a fault could not be followed to its end, the code is its name. Look at
  the timeline with \`--pair\` and \`--scenario\`; fix the cause, or acknowledge it with a reason.

  to accept it, in the environment file:
    acknowledge:
      - finding: one-holder
        on: <the path that the finding names, or one above it>
        reason: <who has looked at it, and what makes it bearable>
`);
  });

  test("for an option: what is documented, and that the rest is not", () => {
    expect(sipHa("explain", "TServer/sip-address", "addp/addp-timeout", "backup-init-check").stdout).toBe(
      `TServer/sip-address: an option of SIP Server
  values:       documented in no source that was read, so no value is refused
  default:      documented in no source that was read
  takes effect: documented in no source that was read
  evidence:     unverified
  source:       from memory, with high confidence

addp/addp-timeout: an option of the Annex of a Host
  values:       a whole number, 0 or more, in seconds
  default:      9
  takes effect: at the next connection
  evidence:     documented
  source:       https://docs.genesys.com/Documentation:FR:CORM:HostADDPSect:Current

TServer/backup-init-check: an option of SIP Server
  values:       true or false
  default:      false
  takes effect: after restart
  since:        SIP Server 8.1.103.64
  evidence:     documented
  source:       https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/ConfOptionsHA
`,
    );
  });

  test("for an option without its section: every section that has it, and how well the section's name is known", () => {
    const { stdout } = sipHa("explain", "sip-address");
    expect(stdout.match(/^\S+: an option.*$/gm)).toEqual([
      "TServer/sip-address: an option of SIP Server",
      "sipproxy/sip-address: an option of SIP Proxy",
    ]);
    expect(stdout).toContain("  evidence:     documented; the name of the section inferred\n");
  });

  test("something only once if it is asked for twice", () => {
    expect(sipHa("explain", "tls-port", "tls-port")).toEqual(sipHa("explain", "tls-port"));
  });

  test("everything in JSON", () => {
    const told = JSON.parse(sipHa("explain", "tls-port", "no-option-fits", "TServer/sip-port", "--json").stdout);
    expect(told).toEqual({
      findings: [],
      notEvaluated: [],
      acknowledged: [],
      codes: [
        {
          code: "tls-port",
          part: "Checks",
          check: {
            level: "error",
            acknowledgeable: false,
            holds: "tlsPort is given if the transports include tls, and only then",
            why: "TLS needs a port of its own. If no transport uses the port, the port or the transports are wrong.",
          },
          words: [],
          causes: expect.arrayContaining([expect.stringContaining("; fix: ")]),
        },
        {
          code: "no-option-fits",
          part: "Advice",
          words: ["What `sip-ha advise` finds, see docs/advise.md."],
          causes: ["no option fits these requirements; fix: change what rules out the option that comes nearest"],
        },
      ],
      options: [
        {
          level: "sip-server",
          section: "TServer",
          option: "sip-port",
          source:
            "https://docs.genesys.com/Documentation/IW/latest/Dep/InteractionWorkspaceAndGenesys8, of Workspace, according to which endpoints register there; its values were not seen anywhere",
          evidence: "documented",
        },
      ],
    });
  });

  test("every check and every option of the catalogue", () => {
    const names = [...rules.map(({ code }) => code), ...OPTIONS.map(({ section, option }) => `${section}/${option}`)];
    const { code, stdout } = sipHa("explain", ...names);
    expect(code, `docs/errors.md has them by \`npm run documentation\`; ${stdout}`).toBe(0);
    expect(stdout).not.toMatch(/undefined|&lt;|\[object/);
    for (const rule of rules) expect(stdout).toContain(`${rule.code}: ${rule.level} of a check, `);
  });
});

describe("explain refuses", () => {
  test("every unknown name, with the one that was probably meant, and explains none of the others", () => {
    const { code, stdout } = sipHa("explain", "addp-shrt", "tls-port", "what");
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^error nothing-to-explain\n {2}there is no code and no option addp-shrt; did you mean addp-short\?\n/,
    );
    expect(stdout).toContain("  fix:     write addp-short\n");
    expect(stdout).toContain(
      "  fix:     copy the code from the finding, or the option from its section; if an apply prints a problem of a host, its fix stands below it\n",
    );
    expect(stdout).toMatch(/\n2 errors, 0 warnings, 0 acknowledged, 0 not evaluated\n$/);
    expect(stdout).not.toContain("of a check");
  });

  test("the same in JSON, and a command line without a name", () => {
    const { code, stdout } = sipHa("explain", "TServer/sip-adress", "--json");
    const { findings, ...rest } = JSON.parse(stdout);
    expect([code, findings[0].fix]).toEqual([2, "write TServer/sip-address"]);
    expect(rest).toEqual({ notEvaluated: [], acknowledged: [], codes: [], options: [] });
    expect(sipHa("explain").stderr).toContain("error: missing required argument 'name'");
  });
});
