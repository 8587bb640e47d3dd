/** The file of the environment that a new repository starts with. */
export const ENVIRONMENT_FILE = "staging.yaml";

/** The environment that a new repository starts with: a pair on two Linux hosts, whose virtual IP moves. */
export const FIRST_ENVIRONMENT = `# yaml-language-server: $schema=node_modules/sip-server-ha/environment.schema.json
# Hosts, networks and pairs of an environment. The names and addresses are examples: replace them with your own.
# You can instead import a site whose high availability was set up by hand: npx sip-ha survey, then npx sip-ha import.
environment: staging
genesys: { switch: SIP_Switch_Staging, sipServerVersion: 8.1.104.10 }
managementLayer:
  solutionControlServer: { application: SCS_Staging, host: mgmt-1 }
  messageServer: { application: Message_Server_Staging, host: mgmt-1 }
networks:
  management: { cidr: 10.110.0.0/24, gateway: 10.110.0.1 }
  voice: { cidr: 10.120.0.0/24, gateway: 10.120.0.1 }
hosts:
  mgmt-1: { os: linux, interfaces: { eth0: { network: management, address: 10.110.0.5 } } }
  sip-a: { os: linux, interfaces: { eth0: { network: management, address: 10.110.0.11 }, eth1: { network: voice, address: 10.120.0.11 } } }
  sip-b: { os: linux, interfaces: { eth0: { network: management, address: 10.110.0.12 }, eth1: { network: voice, address: 10.120.0.12 } } }
pairs:
  inbound:
    primary: { application: SIP_In_P, host: sip-a }
    backup: { application: SIP_In_B, host: sip-b }
    sip: { transports: [udp, tcp] }
    recoveryTimeObjective: 25s
    # For another way of being highly available: npx sip-ha advise
    highAvailability: { ipAddressTakeover: { virtualIp: 10.120.0.10, network: voice, watchdog: {} } }
`;
