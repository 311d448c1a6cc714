// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/object_store.h"

#include "storage/db/migrator.h"
#include "storage/db/transaction.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/temp_world.h"
#include "tests/support/test_main.h"

#include <QProcess>

#include <fstream>

using namespace oxseal;

class TstObjectStore : public QObject
{
    Q_OBJECT

    struct World : test::TempWorld
    {
        std::unique_ptr<Database> db
            = std::move(*Database::open(path("o.db"), Secret(Botan::secure_vector<std::uint8_t>(32, 3)), Database::Mode::Create));
        ObjectStore store{path("objects"), *db, random};

        World()
        {
            std::filesystem::create_directories(path("objects"));
            const auto steps = compiledSchema();
            const auto report = migrate(*db, *steps, true, now);
            if (!report || report->outcome != MigrationOutcome::Created)
                qFatal("schema");
        }
        std::filesystem::path onlyFile() const
        {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(path("objects"))) {
                if (entry.is_regular_file())
                    return entry.path();
            }
            return {};
        }
    };

    static std::string pattern(std::size_t size)
    {
        std::string text(size, '\0');
        for (std::size_t i = 0; i < size; ++i)
            text[i] = static_cast<char>((i * 31 + i / 997) & 0xFFU);
        return text;
    }

private Q_SLOTS:
    void sizesAroundTheBlock()
    {
        World world;
        test::QtHasher hasher;
        for (const std::size_t size : {0U, 1U, 262143U, 262144U, 262145U, 524288U, 700001U}) {
            const std::string text = pattern(size);
            const auto info = world.store.put(asBytes(text), "input");
            VERIFY_OK(info);
            QCOMPARE(info->size, size);
            QCOMPARE(info->sha256, hasher.hash(asBytes(text)));
            const auto back = world.store.get(info->id);
            VERIFY_OK(back);
            QVERIFY(*back == text);
            QCOMPARE(world.store.info(info->id)->kind, std::string("input"));
        }
    }

    void severalAtOnce()
    {
        test::QtHasher hasher;
        for (const unsigned threads : {1U, 2U, 5U}) {
            World world;
            std::vector<std::string> texts;
            for (const std::size_t size : {600000U, 0U, 262144U, 1U, 300001U})
                texts.push_back(pattern(size));
            std::vector<NewObject> objects;
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const bool made = i % 2 == 0; // made on the spot, or standing elsewhere
                objects.push_back({i == 0 ? "input" : "column", [&texts, i, made](std::string& buffer) {
                                       if (made)
                                           buffer = texts[i];
                                       return asBytes(made ? buffer : texts[i]);
                                   }});
            }
            const auto infos = world.store.putAll(objects, threads);
            VERIFY_OK(infos);
            QCOMPARE(infos->size(), texts.size());
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const auto& info = (*infos)[i];
                QVERIFY(i == 0 || info.id.value > (*infos)[i - 1].id.value);
                QCOMPARE(info.kind, std::string(i == 0 ? "input" : "column"));
                QCOMPARE(info.sha256, hasher.hash(asBytes(texts[i])));
                QVERIFY(world.store.get(info.id).value_or("?") == texts[i]);
            }
            QCOMPARE(world.store.sweepOrphans().value_or(-1), 0);
        }
    }

    void ofSeveralNoneWhenOneFails()
    {
        World world;
        const std::vector<NewObject> objects(3, {"column", [](std::string& buffer) {
                                                     buffer = "x";
                                                     return asBytes(buffer);
                                                 }});
        std::filesystem::remove_all(world.path("objects"));
        std::ofstream(world.path("objects")) << "a file where the folder should be";
        QVERIFY(!world.store.putAll(objects));
        QVERIFY(!world.store.info(ObjectId(1)));
    }

    void aFileIsReadInBlocks()
    {
        World world;
        const std::string text = pattern(600000);
        std::ofstream(world.path("in.bin"), std::ios::binary) << text;
        const auto info = world.store.putFile(world.path("in.bin"), "evidence");
        VERIFY_OK(info);
        QVERIFY(world.store.get(info->id).value_or("") == text);
        QVERIFY(!world.store.putFile(world.path("none"), "evidence"));
        QVERIFY(!world.store.putFile(world.dir.path().toStdString(), "evidence"));
    }

    void nothingOfThePlaintextIsOnDisk()
    {
        World world;
        VERIFY_OK(world.store.put(asBytes("the needle in the haystack"), "evidence"));
        QVERIFY(test::readFile(world.onlyFile()).find("needle") == std::string::npos);
    }

    /// FORMATS.md section 3, opened with another implementation (python3-cryptography), where the machine has it.
    void opensWithAnotherLibrary()
    {
        World world;
        const std::string text = pattern(300000);
        const auto info = world.store.put(asBytes(text), "input");
        VERIFY_OK(info);
        std::string key;
        VERIFY_OK(world.db->one(R"sql(SELECT file_key FROM object)sql", {}, [&](const SqlRow& row) { key = toHex(row.blob(0)); }));
        static const char* script = R"py(
import sys, hashlib
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
data = open(sys.argv[1], 'rb').read(); gcm = AESGCM(bytes.fromhex(sys.argv[2])); left = int(sys.argv[3])
head, body = data[:32], data[32:]
assert head[:16] == b'OXSEALOB' + (1).to_bytes(4, 'big') + (262144).to_bytes(4, 'big')
out, n = b'', 0
while True:
    size = min(left, 262144); left -= size
    nonce = bytes(3) + n.to_bytes(8, 'big') + bytes([1 if left == 0 else 0])
    out += gcm.decrypt(nonce, body[:size + 16], head); body = body[size + 16:]; n += 1
    if left == 0: break
assert body == b''
print(hashlib.sha256(out).hexdigest())
)py";
        QProcess python;
        python.start(QStringLiteral("/usr/bin/python3"),
            {QStringLiteral("-c"), QString::fromLatin1(script), QString::fromStdString(world.onlyFile().string()),
                QString::fromStdString(key), QStringLiteral("300000")});
        if (!python.waitForStarted(2000) || !python.waitForFinished(20000) || python.exitCode() != 0) {
            const QByteArray why = python.readAllStandardError();
            if (why.isEmpty() || why.contains("ModuleNotFoundError"))
                QSKIP("no python3-cryptography");
            QFAIL(why.constData());
        }
        COMPARE_STR(python.readAllStandardOutput().trimmed().toStdString(), info->sha256.hex());
    }

    /// The vector of FORMATS.md section 3, sealed by python3-cryptography.
    void opensTheVector()
    {
        World world;
        const std::string name = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
        const auto bytes = fromHex("4f585345414c4f420000000100040000f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
                                   "5aaecc99259810716c44345a988c77d32daa7ea0ca199c2afd80d77479");
        std::filesystem::create_directories(world.path("objects/f0"));
        std::ofstream(world.path("objects/f0") / name, std::ios::binary) << *bytes;
        VERIFY_OK(world.db->script("INSERT INTO object (id, file, file_key, sha256, size, kind) VALUES (1, '" + name
            + "', X'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',"
              " X'32cce219cbcb4b59d421ef5b4db888099e06f7215cb0e0a4c6b3a3e715c91fed', 13, 'input')"));
        COMPARE_STR(world.store.get(ObjectId(1)).value_or("refused"), "Oxseal object");
    }

    void everyFlippedByteIsNoticed()
    {
        World world;
        const auto info = world.store.put(asBytes(pattern(100)), "input");
        VERIFY_OK(info);
        const auto file = world.onlyFile();
        const std::string good = test::readFile(file);
        QCOMPARE(good.size(), std::size_t{32 + 100 + 16});
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x10);
            std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
            const auto read = world.store.get(info->id);
            QVERIFY2(!read && read.error().is(kObjectDamaged), std::to_string(i).c_str());
            QVERIFY(read.error().place() == file.filename().string());
        }
        for (const std::string& bad : {good.substr(0, good.size() - 1), good + "x", std::string()}) {
            std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
            QVERIFY(!world.store.get(info->id));
        }
        std::filesystem::remove(file);
        QVERIFY(world.store.get(info->id).error().is(kObjectMissing));
    }

    void chunksCannotBeSwapped()
    {
        World world;
        const auto info = world.store.put(asBytes(pattern(3 * 262144)), "input");
        VERIFY_OK(info);
        const auto file = world.onlyFile();
        const std::string good = test::readFile(file);
        constexpr std::size_t chunk = 262144 + 16;
        const std::string swapped = good.substr(0, 32) + good.substr(32 + chunk, chunk) + good.substr(32, chunk)
            + good.substr(32 + 2 * chunk);
        QCOMPARE(swapped.size(), good.size());
        std::ofstream(file, std::ios::binary | std::ios::trunc) << swapped;
        QVERIFY(world.store.get(info->id).error().is(kObjectDamaged));
    }

    void orphansAreSwept()
    {
        World world;
        const auto kept = world.store.put(asBytes("kept"), "input");
        VERIFY_OK(kept);
        {
            const auto transaction = Transaction::begin(*world.db);
            VERIFY_OK(world.store.put(asBytes("rolled back"), "input"));
        }
        std::ofstream(world.path("objects") / "stray") << "x";
        QCOMPARE(world.store.sweepOrphans().value_or(-1), 2);
        QCOMPARE(world.store.sweepOrphans().value_or(-1), 0);
        COMPARE_STR(world.store.get(kept->id).value_or("gone"), "kept");
        VERIFY_OK(world.store.dispose(kept->id));
        QVERIFY(world.store.get(kept->id).error().is(kObjectUnknown));
        QCOMPARE(world.store.sweepOrphans().value_or(-1), 1);
        QVERIFY(world.onlyFile().empty());
    }
};

OXSEAL_TEST_CLASS(TstObjectStore);
#include "tst_object_store.moc"
