import type { Fact } from "./facts";

/** The facts that the scripts of an operating system rest on. No page of the vendor of SIP Server mentions them. */
export const SYSTEM_FACTS = {
  "linux-tools": {
    statement:
      "ip(8) adds and removes addresses that do not survive a reboot, arping(8) announces them, and systemd runs a unit at boot.",
    evidence: "analogous",
    source: "the manuals of iproute2, iputils and systemd; the scripts are run with the real ip and arping",
  },
  "linux-ipv6-tools": {
    statement:
      "ndptool announces an IPv6 address by unsolicited advertisements with the override flag, and ndisc6 asks for its holder. An ndptool from before libndp 1.8 may lack the option that names the address.",
    evidence: "analogous",
    source:
      "the manuals of libndp and ndisc6, of libndp 1.7 without that option: https://manpages.ubuntu.com/manpages/focal/man8/ndptool.8.html; the scripts are run with the real tools",
  },
  "windows-address": {
    statement:
      "netsh interface ipv4 adds and deletes addresses; with store=active they do not survive a reboot, and with skipassource=true Windows does not choose them as the source of packets.",
    evidence: "analogous",
    source:
      "netsh-interface.md of Microsoft's documentation of Windows Server; the words on active are from set address",
  },
  "windows-duplicate": {
    statement:
      "Windows asks the network before it uses an address, and does not use one that another host answers for.",
    evidence: "analogous",
    source:
      "https://docs.microsoft.com/en-us/previous-versions/windows/it-pro/windows-2000-server/cc957526(v=technet.10), of an older Windows",
  },
  "windows-duplicate-duration": {
    statement: "Asking the network takes Windows one to three seconds.",
    evidence: "inferred",
    source:
      "an output of netsh interface ipv4 show interfaces in https://github.com/wheatevo/wslroutesvc, with DAD Transmits 3 and Retransmission Interval 1000 ms; how long it takes was not seen",
  },
  "windows-announcement": {
    statement: "Windows announces an address by gratuitous ARP when it begins to use it.",
    evidence: "analogous",
    source: "http://securitydesktop.com/internet/ip-address-detection_43.html, of an older Windows",
  },
  "windows-address-table": {
    statement:
      "netsh interface ipv4 show ipaddresses prints kind, state and two lifetimes before each address, in words of the display language; the words before the host's own address mean that the address is in use.",
    evidence: "inferred",
    source: "from outputs in English; what other languages print was not seen",
  },
  "windows-ipv6-address": {
    statement:
      "netsh interface ipv6 adds and deletes addresses; with store=active they do not survive a reboot, and with skipassource=true Windows does not choose them as the source of packets.",
    evidence: "documented",
    source:
      "https://learn.microsoft.com/windows-server/administration/windows-commands/netsh-interface, and http://support.microsoft.com/default.aspx?kbid=975808",
  },
  "windows-ipv6-duplicate": {
    statement:
      "Windows asks the network before it uses an IPv6 address, and does not use one that another host answers for.",
    evidence: "analogous",
    source:
      "https://learn.microsoft.com/windows/win32/api/nldef/ne-nldef-nl_dad_state, whose states are those of RFC 4862; that a duplicate remains a duplicate is from the RFC",
  },
  "windows-ipv6-duplicate-duration": {
    statement: "Asking the network for an IPv6 address takes Windows one question and a second.",
    evidence: "inferred",
    source:
      "outputs of netsh interface ipv6 show interface in public repositories, with DAD Transmits 1 and Retransmission Interval 1000 ms; how long it takes was not seen",
  },
  "windows-ipv6-announcement": {
    statement:
      "If a host asks the gateway for its hardware address on behalf of a packet from the virtual IP, the gateway's entry for the virtual IP moves. Other neighbours keep their entries until they find out by themselves that nobody answers there.",
    evidence: "inferred",
    source:
      "RFC 4861, 7.2.2, 7.2.3 and 7.3.3; whether Windows also announces an IPv6 address that it begins to use was not found",
  },
  "windows-ipv6-address-table": {
    statement:
      "netsh interface ipv6 show addresses prints the same table as for IPv4; the words before the host's own address, which is set by hand, mean that the address is in use.",
    evidence: "analogous",
    source: "outputs in English and in French in public repositories, with addresses that were set by hand",
  },
  "windows-ipv6-neighbours": {
    statement:
      "netsh interface ipv6 show neighbors prints an address and its hardware address; if nobody has answered, it prints zeros or words instead of the hardware address.",
    evidence: "analogous",
    source: "outputs in public repositories in English; the words in Italian were seen for IPv4",
  },
  "windows-persistent-routes": {
    statement:
      "Up to Windows Server 2008 R2, a persistent route that was added without the number of its interface is no longer in force once an address is deleted from that interface; a route with the number stays in force.",
    evidence: "analogous",
    source:
      "https://support.microsoft.com/en-us/servicing/os/windows/2017/01/manually-added-route-table-entries-are-deleted-unexpectedly-when-you-delete-an-additional-ip-address and https://learn.microsoft.com/en-us/archive/blogs/clusterguy/active-route-gets-removed-on-windows-2008-failover-cluster-ip-address-offline; of a later Windows nothing was found",
  },
  "windows-volatile-registry": {
    statement: "What is written below HKLM\\HARDWARE is no longer there after a reboot.",
    evidence: "analogous",
    source: "texts on the registry's hives, according to which this one is not on disk",
  },
  "windows-task": {
    statement:
      "schtasks registers a task from XML, which the system's account runs at each start and, if asked to, again every minute without an end.",
    evidence: "documented",
    source:
      "https://learn.microsoft.com/en-us/windows/win32/taskschd/boot-trigger-example--xml-; the repetition: taskschedulerschema-repetitiontype-complextype there, and https://technet.microsoft.com/en-us/openspecs/windows_protocols/ms-tsch/a0cf999f-aa47-4821-a46a-00fd28431f65, whose order the files have",
  },
  "windows-folder-rights": {
    statement:
      "PowerShell's Get-Acl reports by numbers who owns a folder and who may write into it, delete it or change its rights; any user may create folders in the root of a drive, and then owns them.",
    evidence: "inferred",
    source:
      "https://learn.microsoft.com/dotnet/api/system.security.accesscontrol.filesystemrights and https://learn.microsoft.com/dotnet/api/system.security.accesscontrol.commonobjectsecurity.getaccessrules; the rights of a drive's root by outputs of icacls in public repositories",
  },
  "windows-batch-application": {
    statement:
      "The Local Control Agent starts a batch file by its absolute path, with the rights of the system's account.",
    evidence: "unverified",
    source:
      "that the guide's own scripts for Windows are batch files is from memory; that a program which the agent starts has the agent's rights, at least those of an administrator: https://docs.genesys.com/Documentation/FR/8.5.1/Dep/MinPerms",
  },
  "windows-listeners": {
    statement:
      "netstat -ano prints a line for each port on which a process listens, with port 0 or a star as the other side and the number of the process at its end, in every display language.",
    evidence: "inferred",
    source:
      "https://github.com/MicrosoftDocs/windowsserverdocs, netstat.md of the Windows commands; the zero and the star: the output in English on https://metacpan.org/pod/Parse::Netstat::win32; that they are the same in other languages is deduced",
  },
  "solaris-logical-interface": {
    statement:
      "ifconfig addif and removeif add and remove a logical interface that does not survive a reboot, and deprecated keeps its address from being chosen as the source of packets.",
    evidence: "analogous",
    source: "ifconfig(8) of illumos, which has the networking of Solaris",
  },
  "solaris-duplicate-detection": {
    statement:
      "The kernel of Solaris asks the network before it uses an address, marks an address that another host answers for as DUPLICATE, and tries such an address again by itself, after 5 minutes by default.",
    evidence: "documented",
    source:
      "https://docs.oracle.com/en/operating-systems/solaris/oracle-solaris/11.4/tuning/_dup_recovery-parameter.html and https://docs.oracle.com/cd/E36784_01/html/E36845/gnogz.html of Solaris 11; for 10 the flag d of arp(1M), SunOS 5.10 of July 2006, http://www.unixadmins.in/2010/10/man-arp.html; the word DUPLICATE: ifconfig(8) of illumos",
  },
  "solaris-announcements": {
    statement: "The kernel of Solaris announces an address 5 times, 2 seconds apart, once it uses it.",
    evidence: "analogous",
    source:
      "the number: the sources of illumos; the 2 seconds: https://docs.oracle.com/en/operating-systems/solaris/oracle-solaris/11.4/tuning/arp-publish-interval-ndp-unsolicit-interval-parameter.html",
  },
  "solaris-ipv6-address": {
    statement:
      "With the word inet6, ifconfig addif and removeif do the same with an IPv6 address, on an interface that has a link-local address; netstat -p shows an address as PROBE while the kernel asks for other holders.",
    evidence: "analogous",
    source:
      "https://docs.oracle.com/cd/E19683-01/817-0573/solimpconcepts-41/index.html, example 3-1; netstat.c and ip_ndp.c of illumos",
  },
  "solaris-ipv6-announcements": {
    statement:
      "The kernel of Solaris announces an IPv6 address by unsolicited neighbour advertisements once it uses it, at once and then every 5 minutes.",
    evidence: "analogous",
    source:
      "ip_ndp.c of illumos, which advertises it three times at first, 2 seconds apart, and of OpenSolaris, which advertised it once",
  },
  "solaris-service": {
    statement:
      "Manifests in /var/svc/manifest/site are imported at boot, and a service of the duration child is started again whenever it ends.",
    evidence: "analogous",
    source: "smf_bootstrap(7) of Solaris and svc.startd(8) of illumos",
  },
  "aix-alias": {
    statement: "Unlike chdev, ifconfig alias and delete add and remove an address that does not survive a reboot.",
    evidence: "analogous",
    source: "https://www-01.ibm.com/support/docview.wss?uid=swg21294045, written for another product",
  },
  "aix-alias-announced": {
    statement: "AIX announces an alias address by gratuitous ARP when it is added.",
    evidence: "analogous",
    source: "https://ibm.com/docs/SSPHQG_7.2/concept/ha_concepts_ip_takeover_aliases.html, which relies on it",
  },
  "aix-ipv6-alias": {
    statement:
      "With the word inet6, ifconfig alias and delete do the same with an IPv6 address and its prefix length, and -dad keeps AIX from looking for another holder.",
    evidence: "analogous",
    source:
      "https://ibm.com/docs/ssw_aix_71/i_commands/ifconfig.html for the family; the words are from ifconfig.sh in the tests of ISC BIND, for AIX 4 and 5",
  },
  "aix-ipv6-alias-announced": {
    statement:
      "A question that is sent from the virtual IP shows the gateway where the virtual IP is, as the solicitation before it has the same source; other neighbours find out within a minute that the old holder does not answer.",
    evidence: "inferred",
    source:
      "RFC 4861, 7.2.2, 7.2.3 and 7.3; whether AIX announces an IPv6 alias when it is added was not found, and AIX was not seen to follow these sections",
  },
  "aix-alias-source": {
    statement: "On AIX, packets still leave with the interface's first address while an alias is there.",
    evidence: "inferred",
    source:
      "http://www-01.ibm.com/support/docview.wss?uid=isg1IV21533: there the first address becomes the source, and an alias does once the address before it was removed",
  },
  "aix-inittab": {
    statement:
      "Entries of /etc/inittab with the action boot are run only at the system's start; entries with respawn are started again. An entry that ends more than 5 times in 225 seconds rests for 60 seconds, and is started 5 times in 240 seconds from then on.",
    evidence: "documented",
    source:
      "https://ibm.com/support/knowledgecenter/en/ssw_aix_71/com.ibm.aix.cmds3/mkitab.htm; the pause: the manual of init, as IBM's technote quotes it on http://justaix.blogspot.com/2011/01/how-can-i-find-out-what-command-is.html",
  },
  "korn-shell": {
    statement:
      "/usr/bin/ksh is ksh88 on Solaris 10 and AIX and ksh93 on Solaris 11, and the tools that the scripts call are in /usr/bin and /usr/sbin; the installer reports any tool that is not there.",
    evidence: "unverified",
    source:
      "Solaris 10 and the tools: from memory; Solaris 11, where ksh88 is in /usr/sunos/bin: https://docs.oracle.com/cd/E26502_01/html/E29030/ksh88-1.html; AIX, where ksh93 is a program of that name beside the default Korn shell: http://hpux.polarhome.com/service/man/AIX/cmds/aixcmds3/ksh93.htm; the scripts keep to what ksh88, ksh93, mksh and dash have in common",
  },
} as const satisfies Record<string, Fact>;
