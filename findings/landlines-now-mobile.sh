#!/usr/bin/env bash
# Vietnamese landlines as written before 2017 are valid mobile numbers of other people today.
#
# Versions: google-libphonenumber 2.0.10 (metadata from before the changes) and 3.2.47 (npm); Node 20.
#
# In 2017 all area codes of landlines changed (08 to 028, 038 to 0238 …), and in 2018 mobile numbers of
# eleven digits moved to ten, onto prefixes that had become free that way. So a landline in an old
# customer file is read without any complaint as a valid mobile number, which is somebody else's: that
# person gets the SMS, and the landline's owner is joined with that person's records. The length does
# not tell, both have ten digits. It concerns Ho Chi Minh City and fourteen provinces, among them Hải
# Phòng (031), Thanh Hóa (037) and Nghệ An (038); the old numbers of Hà Nội and the other provinces are
# merely invalid.
#
# Below: how a landline of each old area code is read.
#
#> 2.0.10 FIXED_LINE: 020 022 025 026 027 029 030 031 033 036 037 038 039 052 053 054 055 056 057 058 059 060 061 062 063 064 066 067 068 070 072 073 074 075 076 077 079 04 08
#> 3.2.47 UNKNOWN: 020 022 025 026 027 029 053 054 055 057 060 061 062 063 064 066 067 068 072 073 074 075 04
#> 3.2.47 MOBILE: 030 031 033 036 037 038 039 052 056 058 059 070 076 077 079 08
set -euo pipefail
script=$(realpath "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . \
  before@npm:google-libphonenumber@2.0.10 today@npm:google-libphonenumber@3.2.47

cat >read.js <<'JS'
const codes = ('020 022 025 026 027 029 030 031 033 036 037 038 039 052 053 054 055 056 057 058 059 060 061 ' +
  '062 063 064 066 067 068 070 072 073 074 075 076 077 079').split(' ');
const landlines = codes.map((code) => [code, '3822 123']);
landlines.push(['04', '3825 1234'], ['08', '3812 3456']);
for (const [version, name] of [['2.0.10', 'before'], ['3.2.47', 'today']]) {
  const { PhoneNumberUtil, PhoneNumberType } = require(name);
  const util = PhoneNumberUtil.getInstance();
  const read = new Map();
  for (const [code, rest] of landlines) {
    const type = util.getNumberType(util.parse(`${code} ${rest}`, 'VN'));
    const word = Object.keys(PhoneNumberType).find((key) => PhoneNumberType[key] === type);
    read.set(word, [...(read.get(word) || []), code]);
  }
  read.forEach((found, word) => console.log(`${version} ${word}: ${found.join(' ')}`));
}
JS
node read.js >seen
diff -u <(sed -n 's/^#> //p' "$script") seen
echo "as described"
