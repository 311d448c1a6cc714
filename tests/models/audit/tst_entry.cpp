// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/entry.h"

#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

// The vector of FORMATS.md section 1, computed with Python's json and hashlib.
constexpr const char* kBody = R"({"after":{"decision":"keep"},"before":null,"login":"carla","name":"Carla Nováková",)"
                              R"("reason":"Needed for close","ticket":""})";
constexpr const char* kBodyDigest = "989ce59b61040fd9763db128918eea823ea823a27fae92ae4e2d2e657d6ec400";
constexpr const char* kHeader
    = R"({"auth":"passphrase","body_digest":"989ce59b61040fd9763db128918eea823ea823a27fae92ae4e2d2e657d6ec400",)"
      R"("clock":"test","host":"desk-4","module":"access","object":"campaign:3/row:17","os_user":"carla","person":3,)"
      R"("role":"controller","seq":7,"time":"2026-10-01T08:00:01.000000Z","v":1,"verb":"review.decide",)"
      R"("version":"0.1.0","zone":"Europe/Berlin"})";
constexpr const char* kLeaf = "e7da4268626c8072caf11aeaf631c683e4bef2f3678768e8deffea2400767779";

EntryHeader vectorHeader()
{
    EntryHeader header;
    header.sequence = 7;
    header.time = *Instant::fromIso("2026-10-01T08:00:01Z");
    header.zone = "Europe/Berlin";
    header.clock = ClockSource::Test;
    header.person = PersonId(3);
    header.role = "controller";
    header.auth = "passphrase";
    header.host = "desk-4";
    header.osUser = "carla";
    header.verb = "review.decide";
    header.object = "campaign:3/row:17";
    header.module = "access";
    header.version = "0.1.0";
    header.bodyDigest = *Digest::fromHex(kBodyDigest);
    return header;
}

} // namespace

class TstEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector()
    {
        test::QtHasher hasher;
        std::string salt;
        for (char c = 0; c < 16; ++c)
            salt.push_back(c);
        COMPARE_STR(bodyDigestOf(hasher, asBytes(salt), kBody).hex(), kBodyDigest);
        COMPARE_STR(canonicalHeader(vectorHeader()), kHeader);
        COMPARE_STR(leafOf(hasher, vectorHeader()).hex(), kLeaf);
    }

    void readsItsOwnTextAndNothingElse()
    {
        const auto json = parseJson(kHeader);
        VERIFY_OK(json);
        const auto header = headerFromJson(*json);
        VERIFY_OK(header);
        QVERIFY(*header == vectorHeader());

        Json extra = *json;
        extra.set("more", 1);
        QVERIFY(!headerFromJson(extra));
        for (const auto& [key, value] : json->toObject()) {
            Json missing;
            for (const auto& [other, kept] : json->toObject()) {
                if (other != key)
                    missing.set(other, kept);
            }
            QVERIFY2(!headerFromJson(missing), key.c_str());
            Json wrong = *json;
            wrong.set(key, Json(Json::Array{}));
            QVERIFY2(!headerFromJson(wrong), key.c_str());
        }
        Json respelled = *json;
        respelled.set("time", "2026-10-01T08:00:01Z"); // the same instant, another leaf
        QVERIFY(!headerFromJson(respelled));
        Json upper = *json;
        upper.set("body_digest", "989CE59B61040FD9763DB128918EEA823EA823A27FAE92AE4E2D2E657D6EC400");
        QVERIFY(!headerFromJson(upper));
    }

    void everyFieldReachesTheLeaf()
    {
        test::QtHasher hasher;
        const std::vector<std::function<void(EntryHeader&)>> changes{
            [](EntryHeader& h) { h.sequence = 8; },
            [](EntryHeader& h) { ++h.time.micros; },
            [](EntryHeader& h) { h.zone += "x"; },
            [](EntryHeader& h) { h.clock = ClockSource::System; },
            [](EntryHeader& h) { h.person = PersonId(4); },
            [](EntryHeader& h) { h.role += "x"; },
            [](EntryHeader& h) { h.auth += "x"; },
            [](EntryHeader& h) { h.host += "x"; },
            [](EntryHeader& h) { h.osUser += "x"; },
            [](EntryHeader& h) { h.verb += "x"; },
            [](EntryHeader& h) { h.object += "x"; },
            [](EntryHeader& h) { h.module += "x"; },
            [](EntryHeader& h) { h.version += "x"; },
            [](EntryHeader& h) { h.bodyDigest.bytes[31] ^= 1; },
        };
        for (const auto& change : changes) {
            EntryHeader header = vectorHeader();
            change(header);
            QVERIFY(leafOf(hasher, header).hex() != kLeaf);
        }
    }
};

OXSEAL_TEST_CLASS(TstEntry);
#include "tst_entry.moc"
