// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/certification_actions.h"
#include "storage/actions/certification_events.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/keyring.h"
#include "storage/packet/render_client.h"
#include "storage/documents/certification_documents.h"
#include "storage/signing/pades.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

using namespace oxseal::certification;

/// Everything that must hold before anybody's signing key is opened.
struct Setting
{
    ReadinessView view;
    ReportStatus report;
    std::vector<Signer> signers;
    Signer signer; ///< the actor
};

Result<Setting> settingOf(Workspace& workspace, const PeriodRow& period)
{
    Setting setting;
    OXSEAL_TRY(setting.report, reportStatus(workspace.db(), period));
    OXSEAL_TRY(setting.view, readiness(workspace, period));
    if (setting.report.binding.state == ReportState::Filed)
        return fail(kReportFiled, {}, {period.period.name()});
    const Actor& actor = workspace.actor();
    const Day day = setting.view.facts.plannedFiling.value_or(*setting.view.facts.due);
    OXSEAL_TRY(setting.signers, signersOn(workspace.db(), day));
    const auto self = std::find_if(setting.signers.begin(), setting.signers.end(),
        [&](const Signer& signer) { return signer.person.id == actor.person; });
    if (self == setting.signers.end())
        return fail(kNotInOffice, {}, {actor.login, day.iso()});
    setting.signer = *self;
    if (setting.signer.enrolment == Enrolment::OtherOffices)
        return fail(kEnrolledOtherwise, {}, {actor.login, setting.signer.officesName()});
    if (!setting.signer.enrolled())
        return fail(kNotEnrolled, {}, {actor.login});
    if (!setting.view.record.stops.empty()) {
        const auto& stop = setting.view.record.stops.front();
        return fail(kHardStop, {}, {texts::sentence(name(stop.kind), {stop.argument})});
    }
    OXSEAL_CHECK(maySign(setting.report.binding));
    return setting;
}

struct OpenedKey
{
    SigningKey key;
    std::string certificate; ///< DER
    Digest fingerprint;
};

/// The signing key, opened for this act, and the certificate that names the signer's office.
Result<OpenedKey> openKey(Workspace& workspace, const Signer& signer, const Secret& passphrase)
{
    OXSEAL_TRY(auto key,
        workspace.keyring().openSigningKey(workspace.actor().login, passphrase, workspace.environment()));
    const Digest fingerprint = keyFingerprint(asBytes(key.publicKey()));
    OXSEAL_TRY(const auto row, certificateOfKey(workspace.db(), fingerprint));
    const auto offices = row ? officesFromText(row->offices) : std::nullopt;
    const bool named = offices && std::all_of(signer.offices.begin(), signer.offices.end(), [&](Office office) {
        return std::find(offices->begin(), offices->end(), office) != offices->end();
    });
    if (!named || row->der.empty())
        return fail(kNoCertificate, {}, {workspace.actor().login, signer.officesName()});
    return OpenedKey{std::move(key), row->der, fingerprint};
}

/// A name that is free in the document: one field per signer.
std::string fieldNameOf(const Signer& signer)
{
    return (signer.isPfo() ? "PFO" : "PEO") + std::to_string(signer.person.id.value);
}

Result<std::string> signedPdf(const std::string& pdf, const OpenedKey& opened, const Signer& signer, const char* reasonId,
    Instant now)
{
    const PdfSignOptions options{fieldNameOf(signer), signer.person.name, texts::sentence(reasonId), now};
    return signPdf(pdf, opened.key, opened.certificate, options);
}

SignedDocumentRow rowOf(const Setting& setting, const char* kind, const OpenedKey& opened, const Digest& content, Instant now)
{
    SignedDocumentRow row;
    row.kind = kind;
    row.offices = setting.signer.officesName();
    row.person = setting.signer.person.id;
    row.signerName = setting.signer.person.name;
    row.title = setting.signer.title;
    row.report = setting.report.binding.digest;
    row.content = content;
    row.key = opened.fingerprint;
    row.signedAt = now.iso();
    return row;
}

/// Keeps the signed bytes; refuses when the report was bound anew between reading and writing.
Result<SignedDocumentRow> keep(UnitOfWork& unit, const PeriodRow& period, SignedDocumentRow row, const std::string& pdf)
{
    OXSEAL_TRY(const auto report, reportStatus(unit.db(), period));
    if (report.binding.digest != row.report)
        return fail(kReadinessChanged);
    OXSEAL_TRY(const auto object, unit.objects().put(asBytes(pdf), "document"));
    row.object = object.id;
    row.sha256 = object.sha256;
    OXSEAL_TRY(row.id, certification_repo::insertSigned(unit.db(), period.id, row));
    unit.record(certificationEvent(row.kind == "readiness" ? "readiness.sign" : "certificate.sign", period,
        "/" + row.kind + ":" + std::to_string(row.id),
        Json()
            .set("offices", row.offices)
            .set("report", row.report.hex())
            .set("content", row.content.hex())
            .set("sha256", row.sha256.hex())
            .set("key", row.key.hex())));
    OXSEAL_TRY(const auto after, reportStatus(unit.db(), period));
    if (after.binding.state == ReportState::Signed) {
        OXSEAL_CHECK(certification_repo::setPeriodState(unit.db(), period.id, "signed"));
        unit.record(certificationEvent("report.signed", period, {}, Json().set("sha256", row.report.hex())));
    }
    return row;
}

const SignedDocumentRow* standingOf(const ReportStatus& report, PersonId person, const char* kind)
{
    const auto found = std::find_if(report.standing.begin(), report.standing.end(),
        [&](const SignedDocumentRow& row) { return row.person == person && row.kind == kind; });
    return found == report.standing.end() ? nullptr : &*found;
}

/// The PDF that this signature goes on: a colleague's signed one with the same content, or a new one.
Result<std::string> readinessPdf(Workspace& workspace, const Setting& setting, Instant now)
{
    const SignedDocumentRow* last = nullptr;
    for (const auto& row : setting.report.standing) {
        if (row.kind == "readiness" && row.content == setting.view.content)
            last = &row;
    }
    if (last != nullptr)
        return workspace.objects().get(last->object);
    const bool demo = workspace.environment().clock.source == ClockSource::Demo;
    return renderPdf(readinessDocument(setting.view, now, demo));
}

/// The CEO signs what the CFO has signed, and the CFO what he signed himself.
Status checkOrder(const Setting& setting, bool signAgain)
{
    const auto* own = standingOf(setting.report, setting.signer.person.id, "readiness");
    if (own != nullptr && own->content == setting.view.content)
        return fail(kAlreadySigned, {}, {"readiness"});
    if (own != nullptr && !signAgain)
        return fail(kReadinessChanged);
    if (setting.signer.isPfo())
        return {};
    for (const auto& signer : setting.signers) {
        if (!signer.isPfo())
            continue;
        const auto* row = standingOf(setting.report, signer.person.id, "readiness");
        if (row == nullptr)
            return fail(kPfoFirst, {}, {signer.person.name});
        if (row->content != setting.view.content)
            return fail(kReadinessChanged);
    }
    return {};
}

/// A certificate follows the officer's readiness signature and is signed once.
Status checkExhibit(const Setting& setting, Exhibit exhibit)
{
    const PersonId self = setting.signer.person.id;
    if (standingOf(setting.report, self, "readiness") == nullptr)
        return fail(kReadinessFirst);
    if (standingOf(setting.report, self, name(exhibit)) != nullptr)
        return fail(kAlreadySigned, {}, {name(exhibit)});
    return {};
}

} // namespace

Status maySignReadiness(Workspace& workspace, const PeriodRow& period, bool signAgain)
{
    OXSEAL_TRY(const Setting setting, settingOf(workspace, period));
    return checkOrder(setting, signAgain);
}

Status maySignExhibit(Workspace& workspace, const PeriodRow& period, Exhibit exhibit)
{
    OXSEAL_TRY(const Setting setting, settingOf(workspace, period));
    return checkExhibit(setting, exhibit);
}

Result<SignedDocumentRow> signReadiness(Workspace& workspace, const PeriodRow& period, const Secret& passphrase,
    const std::string& reason, bool signAgain)
{
    OXSEAL_TRY(const Setting setting, settingOf(workspace, period));
    OXSEAL_CHECK(checkOrder(setting, signAgain));
    OXSEAL_TRY(const OpenedKey opened, openKey(workspace, setting.signer, passphrase));
    const Instant now = workspace.environment().clock.now();
    OXSEAL_TRY(const std::string unsignedPdf, readinessPdf(workspace, setting, now));
    OXSEAL_TRY(const std::string pdf, signedPdf(unsignedPdf, opened, setting.signer, "readiness.sign_reason", now));
    const bool voids = standingOf(setting.report, setting.signer.person.id, "readiness") != nullptr;
    auto signedRow = workspace.write(Permission::SignReadiness, reason, [&](UnitOfWork& unit) -> Result<SignedDocumentRow> {
        if (voids) {
            OXSEAL_TRY(const auto count, certification_repo::voidSigned(unit.db(), period.id, "signed_again"));
            OXSEAL_CHECK(certification_repo::setPeriodState(unit.db(), period.id, "open"));
            unit.record(certificationEvent("signatures.void", period, {}, Json().set("signatures", count)));
        }
        return keep(unit, period, rowOf(setting, "readiness", opened, setting.view.content, now), pdf);
    });
    if (!signedRow)
        return signedRow;
    // The signer's own note over the ledger's head at sign-off.
    OXSEAL_CHECK(workspace.checkpoint("sign-off", &opened.key));
    return signedRow;
}

Result<SignedDocumentRow> signExhibit(Workspace& workspace, const PeriodRow& period, Exhibit exhibit,
    const ExhibitOptions& options, const Secret& passphrase, const std::string& reason)
{
    OXSEAL_TRY(const Setting setting, settingOf(workspace, period));
    OXSEAL_CHECK(checkExhibit(setting, exhibit));
    const Instant now = workspace.environment().clock.now();
    OXSEAL_TRY(const auto form, exhibitFor(workspace.db(), period, exhibit, setting.signer, options, now.day()));
    Sha256 hasher;
    if (!lintCertificate(hasher, form.form, form.fields, form.keep, form.text.body()).empty())
        return fail(kTextAltered, {}, {name(exhibit)});
    OXSEAL_TRY(const OpenedKey opened, openKey(workspace, setting.signer, passphrase));
    const bool demo = workspace.environment().clock.source == ClockSource::Demo;
    OXSEAL_TRY(const std::string unsignedPdf,
        renderPdf(exhibitDocument(form.text, *setting.report.latest, now, demo)));
    OXSEAL_TRY(const std::string pdf, signedPdf(unsignedPdf, opened, setting.signer, "certificate.sign_reason", now));
    return workspace.write(Permission::SignCertificate, reason, [&](UnitOfWork& unit) -> Result<SignedDocumentRow> {
        auto row = rowOf(setting, name(exhibit), opened, sha256(form.text.body()), now);
        row.formId = form.text.templateId;
        row.formVersion = form.text.templateVersion;
        return keep(unit, period, std::move(row), pdf);
    });
}

} // namespace oxseal
