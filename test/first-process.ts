/**
 * The first process of a machine of the test bed. It sets up a copy-on-write file tree in memory, devices of its own and empty folders for what runs. Then it
 * does nothing until it is killed. Its arguments are the machine's name, then pairs of a place and the folder of this computer that appears there.
 *
 * If the machine boots with systemd, none of this computer's own units may start there: only the journal is kept.
 */
export const FIRST_PROCESS = `
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
cd /mnt
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work root
mount -t proc proc root/proc
mount -t sysfs sysfs root/sys
for folder in run tmp var/log; do mount -t tmpfs tmpfs root/$folder; done
mount -t tmpfs -o mode=755 tmpfs root/dev
mkdir -m 755 root/dev/pts
mkdir -m 1777 root/dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,gid=5 devpts root/dev/pts
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty root/dev
ln -s pts/ptmx root/dev/ptmx
cp -a /dev/fd /dev/stdin /dev/stdout /dev/stderr root/dev
rm -rf root/etc/systemd/system root/lib/systemd/system/*.target.wants root/lib/systemd/system-generators
mkdir -p root/etc/systemd/system/multi-user.target.wants root/lib/systemd/system/sysinit.target.wants
ln -s ../systemd-journald.service root/lib/systemd/system/sysinit.target.wants
echo 0123456789abcdef0123456789abcdef >root/etc/machine-id
hostname "$1"
shift
while [ "$#" -gt 0 ]; do
  mkdir -p "root$1"
  mount --rbind "$2" "root$1"
  shift 2
done
cd root
echo ready
exec chroot . sleep infinity
`;
