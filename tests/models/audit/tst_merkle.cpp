// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/merkle.h"

#include "models/core/json.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

#include <map>

using namespace oxseal;

namespace {

/// The eight leaves and the roots of growing trees that Certificate Transparency's reference implementations publish.
const std::vector<std::string> kLeaves{"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"};
const std::vector<const char*> kRoots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

/// The definition of RFC 6962 §2.1 read literally, on a list of leaf data.
Digest naiveRoot(Hasher& hasher, const std::vector<std::string>& leaves)
{
    if (leaves.empty())
        return hasher.finish();
    if (leaves.size() == 1) {
        hasher.update(std::string_view("\0", 1));
        hasher.update(leaves[0]);
        return hasher.finish();
    }
    std::size_t k = 1;
    while (k * 2 < leaves.size())
        k *= 2;
    const auto at = leaves.begin() + static_cast<std::ptrdiff_t>(k);
    const Digest left = naiveRoot(hasher, {leaves.begin(), at});
    const Digest right = naiveRoot(hasher, {at, leaves.end()});
    hasher.update(std::string_view("\1", 1));
    hasher.update(ByteView(left.bytes));
    hasher.update(ByteView(right.bytes));
    return hasher.finish();
}

struct Tree
{
    test::QtHasher hasher;
    merkle::Frontier frontier;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes;
    std::vector<std::string> leaves;

    void add(const std::string& leaf)
    {
        leaves.push_back(leaf);
        frontier.append(hasher, merkle::leafHash(hasher, asBytes(leaf)),
            [&](const merkle::Node& node) { nodes[{node.level, node.position}] = node.hash; });
    }
    merkle::NodeReader reader()
    {
        return [this](unsigned level, std::uint64_t position) -> std::optional<Digest> {
            const auto found = nodes.find({level, position});
            return found == nodes.end() ? std::nullopt : std::optional(found->second);
        };
    }
};

/// A base64 hash of a sample; one of a wrong length becomes all zeros, which must be refused just the same.
Digest sampleDigest(const Json& json)
{
    Digest digest;
    const auto raw = fromBase64(json.toString());
    if (raw && raw->size() == 32)
        std::copy(raw->begin(), raw->end(), digest.bytes.begin());
    return digest;
}

std::vector<Digest> sampleProof(const Json& json)
{
    std::vector<Digest> proof;
    for (const auto& item : json.toArray())
        proof.push_back(sampleDigest(item));
    return proof;
}

} // namespace

class TstMerkle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedRoots()
    {
        Tree tree;
        COMPARE_STR(tree.frontier.root(tree.hasher).hex(), kRoots[0]);
        for (std::size_t i = 0; i < kLeaves.size(); ++i) {
            tree.add(*fromHex(kLeaves[i]));
            COMPARE_STR(tree.frontier.root(tree.hasher).hex(), kRoots[i + 1]);
            COMPARE_STR(merkle::rootAt(tree.hasher, i + 1, tree.reader())->hex(), kRoots[i + 1]);
        }
        COMPARE_STR(merkle::rootAt(tree.hasher, 5, tree.reader())->hex(), kRoots[5]);
    }

    void agreesWithTheDefinition()
    {
        Tree tree;
        for (int i = 0; i < 70; ++i) {
            tree.add("leaf " + std::to_string(i));
            QCOMPARE(tree.frontier.root(tree.hasher), naiveRoot(tree.hasher, tree.leaves));
        }
    }

    void frontierFromStoredPeaks()
    {
        Tree tree;
        for (int i = 0; i < 21; ++i)
            tree.add(std::to_string(i));
        std::vector<Digest> peaks;
        for (const auto& place : merkle::Frontier::peakPlaces(21))
            peaks.push_back(tree.nodes.at({place.level, place.position}));
        QCOMPARE(peaks.size(), std::size_t{3}); // 16 + 4 + 1
        auto resumed = merkle::Frontier::fromPeaks(21, peaks);
        QVERIFY(resumed);
        tree.add("next");
        resumed->append(tree.hasher, merkle::leafHash(tree.hasher, asBytes("next")));
        QCOMPARE(resumed->root(tree.hasher), naiveRoot(tree.hasher, tree.leaves));
        QVERIFY(!merkle::Frontier::fromPeaks(20, peaks));
    }

    void everyProofHoldsAndNoOther()
    {
        Tree tree;
        std::vector<Digest> roots{tree.frontier.root(tree.hasher)};
        for (int i = 0; i < 19; ++i) {
            tree.add("x" + std::to_string(i));
            roots.push_back(naiveRoot(tree.hasher, tree.leaves));
        }
        auto& h = tree.hasher;
        for (std::uint64_t size = 1; size <= 19; ++size) {
            for (std::uint64_t index = 0; index < size; ++index) {
                const auto proof = merkle::inclusionProof(h, index, size, tree.reader());
                QVERIFY(proof);
                const Digest leaf = merkle::leafHash(h, asBytes(tree.leaves[index]));
                QVERIFY(merkle::verifyInclusion(h, leaf, index, size, *proof, roots[size]));
                QVERIFY(!merkle::verifyInclusion(h, leaf, index, size, *proof, roots[size - 1]));
                if (size > 1)
                    QVERIFY(!merkle::verifyInclusion(h, leaf, (index + 1) % size, size, *proof, roots[size]));
            }
            for (std::uint64_t first = 1; first <= size; ++first) {
                const auto proof = merkle::consistencyProof(h, first, size, tree.reader());
                QVERIFY(proof);
                QVERIFY(merkle::verifyConsistency(h, first, roots[first], size, roots[size], *proof));
                if (first < size)
                    QVERIFY(!merkle::verifyConsistency(h, first, roots[first - 1], size, roots[size], *proof));
            }
        }
        QVERIFY(!merkle::inclusionProof(h, 5, 5, tree.reader()));
        QVERIFY(!merkle::consistencyProof(h, 6, 5, tree.reader()));
    }

    void sampleVectors()
    {
        NEED_SAMPLES(samples);
        int inclusion = 0;
        int consistency = 0;
        int accepted = 0;
        test::QtHasher hasher;
        for (const auto& file : std::filesystem::recursive_directory_iterator(*samples / "6-crypto/merkle")) {
            if (file.path().extension() != ".json")
                continue;
            const auto parsed = parseJson(test::readFile(file.path()));
            VERIFY_OK(parsed);
            const Json& json = *parsed;
            // A number that int64 cannot hold comes as a double; as the unsigned value it is refused like any other.
            const auto number = [&](const char* key) {
                return json[key].isInteger() ? static_cast<std::uint64_t>(json[key].toInteger()) : ~std::uint64_t{0};
            };
            const auto proof = sampleProof(json["proof"]);
            bool good = false;
            if (json.contains("leafIdx")) {
                ++inclusion;
                good = merkle::verifyInclusion(hasher, sampleDigest(json["leafHash"]), number("leafIdx"),
                    number("treeSize"), proof, sampleDigest(json["root"]));
            } else {
                ++consistency;
                good = merkle::verifyConsistency(hasher, number("size1"), sampleDigest(json["root1"]), number("size2"),
                    sampleDigest(json["root2"]), proof);
            }
            accepted += good ? 1 : 0;
            QVERIFY2(good != json["wantErr"].toBool(), file.path().c_str());
        }
        QVERIFY(inclusion > 20 && consistency > 20);
        QVERIFY(accepted > 0); // refusing everything would not do
    }
};

OXSEAL_TEST_CLASS(TstMerkle);
#include "tst_merkle.moc"
