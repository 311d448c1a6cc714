// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/digest.h"

#include "models/core/finding.h"
#include "models/core/result.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;

class TstDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// RFC 4648 section 10.
    void base64()
    {
        const std::pair<const char*, const char*> samples[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
            {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
        for (const auto& [plain, coded] : samples) {
            COMPARE_STR(toBase64(asBytes(plain)), coded);
            COMPARE_STR(fromBase64(coded).value_or("refused"), plain);
        }
        for (const char* bad : {"Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "Zh==", "Zm9=", "Zm 8=", "Zm8=\n", "Zm8-", "Zm9v===="})
            QVERIFY2(!fromBase64(bad), bad);
    }

    void hex()
    {
        COMPARE_STR(toHex(asBytes(std::string_view("\x00\x0f\xff", 3))), "000fff");
        COMPARE_STR(fromHex("000FfF").value_or("refused"), std::string_view("\x00\x0f\xff", 3));
        QVERIFY(!fromHex("0") && !fromHex("0g") && !fromHex(" 00"));
        const std::string empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        COMPARE_STR(Digest::fromHex(empty)->hex(), empty);
        QVERIFY(!Digest::fromHex(empty.substr(2)) && !Digest::fromHex(empty + "00"));
    }

    /// The preimage written out: printf '3:a.b1:s2:xy' | sha256sum
    void fingerprints()
    {
        test::QtHasher hasher;
        COMPARE_STR(fingerprintOf(hasher, "a.b", "s", {"xy"}).hex(), hasher.hash(asBytes("3:a.b1:s2:xy")).hex());
        QVERIFY(fingerprintOf(hasher, "a", "b", {"cd"}) != fingerprintOf(hasher, "a", "b", {"c", "d"}));
        QVERIFY(fingerprintOf(hasher, "a", "bc", {}) != fingerprintOf(hasher, "ab", "c", {}));
        COMPARE_STR(name(Severity::Critical), "critical");
        COMPARE_STR(name(Severity::Low), "low");
    }

    void errors()
    {
        static constexpr ErrorCode code{"test.code", ErrorClass::Input};
        static constexpr ErrorCode other{"test.other", ErrorClass::Input};
        const auto inner = []() -> Result<int> { return fail(code, "line 3", {"x"}); };
        const auto outer = [&]() -> Result<std::string> {
            OXSEAL_TRY(const int value, inner());
            return std::to_string(value);
        };
        const auto result = outer();
        QVERIFY(!result && result.error().is(code) && !result.error().is(other));
        QVERIFY(result.error().kind() == ErrorClass::Input);
        COMPARE_STR(result.error().debugString(), "test.code at line 3 [x]");
        const auto check = [&]() -> Status {
            OXSEAL_CHECK(inner());
            return {};
        };
        QVERIFY(check().error().is(code));
        const auto good = []() -> Result<int> {
            OXSEAL_TRY(const int value, Result<int>(4));
            return value + 1;
        };
        QCOMPARE(good().value_or(0), 5);
    }
};

OXSEAL_TEST_CLASS(TstDigest);
#include "tst_digest.moc"
