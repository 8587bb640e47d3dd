/**
 * What a machine of the test bed begins with: a copy-on-write file tree in memory, devices of its own, empty folders for what runs, then nothing until it is
 * killed. The words are its name, then pairs of a place and the folder of this computer that is seen there.
 *
 * Where it boots with systemd, nothing of what this computer starts may start there: only the journal is left of it.
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
mknod -m 666 root/dev/null c 1 3
mknod -m 666 root/dev/zero c 1 5
mknod -m 666 root/dev/full c 1 7
mknod -m 666 root/dev/random c 1 8
mknod -m 666 root/dev/urandom c 1 9
mknod -m 666 root/dev/tty c 5 0
ln -s pts/ptmx root/dev/ptmx
ln -s /proc/self/fd root/dev/fd
ln -s fd/0 root/dev/stdin
ln -s fd/1 root/dev/stdout
ln -s fd/2 root/dev/stderr
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
