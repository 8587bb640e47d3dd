import { describeManagementInterfaceLoss } from "./management-interface-loss";

describeManagementInterfaceLoss("without a watchdog", 2);
