// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/verify.h"

#include "models/audit/checkpoint.h"
#include "models/audit/merkle.h"
#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/packet/verify_parts.h"
#include "storage/packet/zip_reader.h"
#include "storage/packet/zip_writer.h"
#include "storage/signing/cms.h"
#include "storage/signing/pades.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

namespace oxseal {
namespace {

constexpr std::uint64_t kLargestManifest = 24 * 1024 * 1024;
constexpr std::uint64_t kLargestSmallFile = 16 * 1024 * 1024;

bool isOutside(std::string_view path)
{
    return path.rfind("certification/", 0) == 0 || path.rfind("signatures/", 0) == 0 || path.rfind("certificates/", 0) == 0;
}

class PacketCheck
{
public:
    PacketCheck(const ByteSource& source, const VerifyOptions& options) : source_(source), options_(options) { }

    Result<Verification> run()
    {
        OXSEAL_TRY(auto listing, listZip(source_));
        out_.kind = "packet";
        out_.files = listing.entries.size();
        out_.bytes = source_.size();
        out_.problems = std::move(listing.problems);
        for (const auto& entry : listing.entries)
            entries_.emplace(entry.name, &entry);
        if (readManifest()) {
            OXSEAL_CHECK(checkPayload());
            checkSums();
            checkLedger();
            readAuthorities();
            checkIndex();
            checkSignatures();
            checkCertification();
            checkOffices();
            checkStrays();
            out_.manifest->files.clear();
        }
        conclude(out_);
        return std::move(out_);
    }

private:
    void problem(std::string path, const char* what, std::vector<std::string> arguments = {}, bool fatal = true)
    {
        out_.problems.push_back({std::move(path), what, std::move(arguments), fatal});
    }

    /// A small file, with its CRC checked; nullopt (and a problem) when it is absent, too large or broken.
    std::optional<std::string> small(const std::string& path, std::uint64_t most = kLargestSmallFile)
    {
        const auto found = entries_.find(path);
        if (found == entries_.end()) {
            problem(path, "missing");
            return std::nullopt;
        }
        used_.insert(path);
        const auto& entry = *found->second;
        if (entry.size > most) {
            problem(path, "too_large");
            return std::nullopt;
        }
        auto bytes = source_.piece(entry.dataOffset(), entry.size);
        if (!bytes) {
            problem(path, "unreadable");
            return std::nullopt;
        }
        if (crc32(asBytes(*bytes)) != entry.crc)
            problem(path, "container");
        return std::move(*bytes);
    }

    bool readManifest()
    {
        const auto bytes = small("manifest.json", kLargestManifest);
        if (!bytes)
            return false;
        auto manifest = parseManifest(*bytes);
        if (!manifest) {
            problem("manifest.json", "manifest", {manifest.error().place()});
            return false;
        }
        for (const auto algorithm : {DigestAlgorithm::Sha256, DigestAlgorithm::Sha384, DigestAlgorithm::Sha512})
            manifestDigests_.push_back(digestOf(algorithm, *bytes));
        manifestDigest_ = sha256(*bytes);
        out_.manifest = std::move(*manifest);
        return true;
    }

    /// Every payload file's size, CRC and SHA-256, on a few threads; each reads its own files block by block.
    Status checkPayload()
    {
        const auto& files = out_.manifest->files;
        std::atomic<std::size_t> next{0};
        std::atomic<std::uint64_t> done{0};
        std::mutex mutex;
        std::vector<Problem> found;
        std::atomic<bool> cancelled{false};
        const auto work = [&] {
            for (std::size_t i = next++; i < files.size(); i = next++) {
                if (options_.progress.cancelled()) {
                    cancelled = true;
                    return;
                }
                if (auto wrong = checkFile(files[i])) {
                    const std::lock_guard lock(mutex);
                    found.push_back(std::move(*wrong));
                }
                done += files[i].size;
            }
        };
        std::vector<std::thread> helpers;
        const int wanted = files.size() > 1 ? std::clamp(options_.threads, 1, 4) : 1;
        for (int i = 1; i < wanted; ++i)
            helpers.emplace_back(work);
        work();
        for (auto& helper : helpers)
            helper.join();
        if (cancelled)
            return fail(kVerifyCancelled);
        std::sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) { return a.path < b.path; });
        out_.problems.insert(out_.problems.end(), found.begin(), found.end());
        for (const auto& file : files)
            used_.insert(file.path);
        return {};
    }

    [[nodiscard]] std::optional<Problem> checkFile(const ManifestFile& file) const
    {
        const auto found = entries_.find(file.path);
        if (found == entries_.end())
            return Problem{file.path, "missing", {}, true};
        const auto& entry = *found->second;
        if (entry.size != file.size)
            return Problem{file.path, "altered", {}, true};
        Sha256 hasher;
        std::uint32_t crc = 0;
        const auto status = source_.stream(entry.dataOffset(), entry.size, [&](ByteView block) -> Status {
            hasher.update(block);
            crc = crc32(block, crc);
            return {};
        });
        if (!status)
            return Problem{file.path, "unreadable", {}, true};
        if (hasher.finish() != file.sha256)
            return Problem{file.path, "altered", {}, true};
        if (crc != entry.crc)
            return Problem{file.path, "container", {}, true};
        return std::nullopt;
    }

    void checkSums()
    {
        const auto bytes = small("SHA256SUMS", kLargestManifest);
        if (bytes && *bytes != sumsText(*out_.manifest, manifestDigest_))
            problem("SHA256SUMS", "sums");
    }

    /// The headers in ledger/entries.ndjson must give the root that the manifest, and so every officer, names.
    void checkLedger()
    {
        const auto& manifest = *out_.manifest;
        const auto found = entries_.find("ledger/entries.ndjson");
        if (found == entries_.end()) {
            if (manifest.ledgerSize > 0)
                problem("ledger/entries.ndjson", "missing", {}, false);
            return;
        }
        Sha256 hasher;
        merkle::Frontier tree;
        std::string line;
        const auto status = source_.stream(found->second->dataOffset(), found->second->size, [&](ByteView block) -> Status {
            for (std::string_view rest = asText(block); !rest.empty();) {
                const auto end = rest.find('\n');
                line += rest.substr(0, end);
                if (end == std::string_view::npos || line.size() > kLargestSmallFile)
                    break;
                tree.append(hasher, merkle::leafHash(hasher, asBytes(line)));
                line.clear();
                rest.remove_prefix(end + 1);
            }
            return {};
        });
        if (!status || !line.empty() || tree.size() != manifest.ledgerSize || tree.root(hasher) != manifest.ledgerRoot)
            problem("ledger/entries.ndjson", "ledger_root");
        if (entries_.count("ledger/checkpoint.txt") == 0)
            return;
        const auto text = small("ledger/checkpoint.txt");
        const auto note = text ? parseNote(*text) : Result<SignedNote>(fail(kNoteInvalid));
        if (!note || note->checkpoint.size != manifest.ledgerSize || note->checkpoint.root != manifest.ledgerRoot)
            problem("ledger/checkpoint.txt", "ledger_root");
    }

    /// certificates/ca.pem lies outside the manifest, but the manifest names its certificates.
    void readAuthorities()
    {
        const auto bytes = small("certificates/ca.pem");
        if (!bytes)
            return;
        std::string again;
        std::vector<Digest> digests;
        authorities_ = certificatesFromFile(*bytes);
        for (const auto& der : authorities_) {
            again += certificateToPem(der);
            digests.push_back(sha256(der));
        }
        if (again != *bytes || digests != out_.manifest->authorities) {
            problem("certificates/ca.pem", "authority");
            authorities_.clear();
        }
    }

    void checkIndex()
    {
        const auto bytes = small("signatures/index.json");
        if (!bytes)
            return;
        const auto json = parseJson(*bytes);
        if (!json || canonicalJson(*json) != *bytes || !(*json)["files"].isArray()) {
            problem("signatures/index.json", "index");
            return;
        }
        std::set<std::string> listed;
        for (const Json& item : (*json)["files"].toArray()) {
            const std::string& path = item["path"].toString();
            const auto digest = Digest::fromHex(item["sha256"].toString());
            if (!isOutside(path) || path == "signatures/index.json" || !digest || !listed.insert(path).second) {
                problem("signatures/index.json", "index");
                continue;
            }
            const ManifestFile file{path, static_cast<std::uint64_t>(item["size"].toInteger(-1)), *digest, "", "", {}};
            if (auto wrong = checkFile(file))
                out_.problems.push_back(std::move(*wrong));
        }
        for (const auto& [path, entry] : entries_)
            if (isOutside(path) && path != "signatures/index.json" && listed.count(path) == 0)
                problem(path, "unlisted");
    }

    void checkSignatures()
    {
        for (const auto& [path, entry] : entries_) {
            if (path.rfind("signatures/", 0) != 0 || path.size() < 16 || path.substr(path.size() - 4) != ".p7s")
                continue;
            const std::string role = path.substr(11, path.size() - 15);
            const auto bytes = small(path);
            if (!bytes)
                continue;
            CmsContext context{[this](DigestAlgorithm algorithm) -> Result<std::string> {
                                   return manifestDigests_[static_cast<std::size_t>(algorithm)];
                               },
                options_.anchors, authorities_, options_.now, false};
            auto report = verifyCms(*bytes, context);
            if (!report) {
                problem(path, "cms_unsupported", {}, false);
                continue;
            }
            for (auto& item : report->problems)
                problem(path, item.what.c_str(), item.arguments, item.fatal);
            if (report->signers.size() != 1)
                problem(path, "signer_count");
            for (auto& signer : report->signers) {
                signer.path = path;
                if (!holdsOffice(signer.fingerprint, role))
                    problem(path, "signer_office", {role});
                if (signer.intact)
                    signedRoles_.insert(role);
                adopt(std::move(signer), path);
                checkCertificateFile("certificates/" + role + ".pem", out_.signatures.back());
            }
        }
        for (const auto& required : out_.manifest->requiredSigners)
            if (signedRoles_.count(required.role) == 0)
                problem("signatures/" + required.role + ".p7s", "signer_missing", {required.name}, false);
    }

    void checkCertificateFile(const std::string& path, const SignatureReport& signer)
    {
        const auto bytes = small(path);
        if (bytes && *bytes != certificateToPem(signer.certificate))
            problem(path, "certificate_file");
    }

    void checkCertification()
    {
        for (const auto& [path, entry] : entries_) {
            if (path.rfind("certification/", 0) != 0)
                continue;
            const auto bytes = small(path);
            if (!bytes)
                continue;
            auto report = verifyPdf(*bytes, path, options_.anchors, authorities_, options_.now);
            if (!report || report->signatures.empty()) {
                problem(path, report ? "no_signature" : "not_pdf", {}, false);
                continue;
            }
            for (auto& item : report->problems)
                out_.problems.push_back(std::move(item));
            for (auto& signature : report->signatures) {
                if (!holdsOffice(signature.fingerprint, ""))
                    problem(signature.path, "signer_office", {signature.signer});
                adopt(std::move(signature), signature.path);
            }
        }
    }

    [[nodiscard]] bool holdsOffice(const Digest& fingerprint, const std::string& role) const
    {
        const auto& all = out_.manifest->certificates;
        return std::any_of(all.begin(), all.end(), [&](const ManifestCertificate& certificate) {
            return certificate.fingerprint == fingerprint
                && (role.empty() || certificate.office == role || ("+" + certificate.office + "+").find("+" + role + "+") != std::string::npos);
        });
    }

    void adopt(SignatureReport signature, const std::string& path)
    {
        for (auto& item : signature.problems) {
            item.path = path;
            out_.problems.push_back(item);
        }
        out_.signatures.push_back(std::move(signature));
    }

    void checkOffices()
    {
        std::map<std::string, std::set<Digest>> keys;
        for (const auto& certificate : out_.manifest->certificates) {
            for (const auto& office : split(certificate.office, '+'))
                if (!office.empty())
                    keys[office].insert(certificate.fingerprint);
            if (certificate.state == "bootstrap")
                out_.notes.push_back({certificate.name, "bootstrap_certificate", {certificate.name}, false});
        }
        for (const auto& [office, prints] : keys)
            if (prints.size() > 1)
                out_.notes.push_back({office, "second_certificate", {office, std::to_string(prints.size())}, false});
        for (const auto& mark : out_.manifest->marks)
            out_.notes.push_back({"manifest.json", "mark", {mark}, false});
    }

    /// Nothing may lie in the packet that neither the manifest nor the index names; what was not read yet is read now, so
    /// that its CRC is checked as well.
    void checkStrays()
    {
        for (const auto& [path, entry] : entries_) {
            if (!isOutside(path) && used_.count(path) == 0)
                problem(path, "unlisted");
        }
    }

    const ByteSource& source_;
    const VerifyOptions& options_;
    std::map<std::string, const zip::Entry*> entries_;
    std::set<std::string> used_;
    std::set<std::string> signedRoles_;
    std::vector<std::string> manifestDigests_;
    Digest manifestDigest_;
    std::vector<std::string> authorities_;
    Verification out_;
};

} // namespace

Result<Verification> verifyPacket(const ByteSource& source, const VerifyOptions& options)
{
    return PacketCheck(source, options).run();
}

} // namespace oxseal
