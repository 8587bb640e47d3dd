import type {
  AlarmCategory,
  AlarmConditionObject,
  ApplicationObject,
  Connection,
  DnObject,
  HostObject,
  PortInfo,
  RedundancyType,
  ScriptObject,
  SelectionMode,
} from "../../configuration-layer/objects";
import { listOf, mappingOf, NUMBER, type Property, TEXT, TRUTH, textLike, wordOf } from "../matching/property";

/** The properties of a type of object, with none left out. */
type PropertiesOf<T> = Record<keyof T, Property>;

const NUMBER_AS_TEXT = textLike(/^\d+$/, 'a number as text, e.g. "4999", a regular expression');
const SELECTION = wordOf<SelectionMode>("smbyappdbid", "smapptype", "smbyany");
const STATE = wordOf("enabled");

const host: PropertiesOf<HostObject> = {
  name: TEXT,
  type: wordOf("networkserver"),
  ipAddress: TEXT,
  lcaPort: NUMBER_AS_TEXT,
  osInfo: mappingOf({ type: TEXT }),
  state: STATE,
};

const script: PropertiesOf<ScriptObject> = { name: TEXT, tenant: TEXT, type: wordOf("alarmreaction"), state: STATE };

const port: PropertiesOf<PortInfo> = { id: TEXT, port: NUMBER_AS_TEXT, description: TEXT };

const connection: PropertiesOf<Connection> = {
  appServer: TEXT,
  id: TEXT,
  connProtocol: wordOf("addp"),
  mode: wordOf<Connection["mode"]>("tmnone", "tmlocal", "tmremote", "tmboth"),
  timeoutLocal: NUMBER,
  timeoutRemote: NUMBER,
};

const application: PropertiesOf<ApplicationObject> = {
  name: TEXT,
  appPrototype: TEXT,
  autoRestart: TRUTH,
  redundancyType: wordOf<RedundancyType>("htcoldstanby", "htwarmstanby", "hthotstanby"),
  serverInfo: mappingOf({ host: TEXT, backupServer: TEXT }),
  workDirectory: TEXT,
  commandLine: TEXT,
  commandLineArguments: TEXT,
  portInfos: listOf(mappingOf(port)),
  appServers: listOf(mappingOf(connection)),
  tenants: listOf(TEXT),
  state: STATE,
};

const alarmCondition: PropertiesOf<AlarmConditionObject> = {
  name: TEXT,
  description: TEXT,
  category: wordOf<AlarmCategory>("accritical", "acmajor", "acminor"),
  alarmDetectEvent: mappingOf({ logEventID: NUMBER, selectionMode: SELECTION, app: TEXT }),
  alarmRemovalEvent: mappingOf({ logEventID: NUMBER, selectionMode: SELECTION }),
  clearanceTimeout: NUMBER,
  reactionScripts: listOf(mappingOf({ name: TEXT, tenant: TEXT })),
  isMasked: TRUTH,
  state: STATE,
};

const dn: PropertiesOf<DnObject> = {
  number: TEXT,
  switch: TEXT,
  tenant: TEXT,
  type: wordOf("voipservice"),
  routeType: wordOf("default"),
  switchSpecificType: NUMBER,
  state: STATE,
};

/** The possible properties of objects of each kind. */
export const OBJECT_PROPERTIES = { host, script, application, alarmCondition, dn };
