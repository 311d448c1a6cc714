// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reads/model_register.h"

#include "models/access/outlier.h"
#include "models/controls/severity.h"
#include "models/core/money.h"
#include "models/core/text.h"
#include "models/recon/exception_rules.h"
#include "storage/crypto/hash.h"
#include "storage/reads/rarity_reads.h"
#include "storage/reads/scorecard_reads.h"
#include "storage/texts/texts.h"

namespace oxseal {
namespace {

using texts::sentence;

std::string number(std::int64_t value) { return std::to_string(value); }

class Register
{
public:
    explicit Register(Workspace& workspace) : workspace_(workspace), db_(workspace.db()) { }

    Result<std::vector<ModelEntry>> run()
    {
        OXSEAL_CHECK(matcher());
        OXSEAL_CHECK(passes());
        OXSEAL_CHECK(accountRules());
        OXSEAL_CHECK(exceptionRules());
        OXSEAL_CHECK(severityRules());
        OXSEAL_CHECK(outlier());
        OXSEAL_CHECK(profiles());
        return std::move(out_);
    }

private:
    /// Begins an entry and answers the questions that need no figures.
    Result<ModelEntry> begin(const char* id, const char* kind, const char* autonomy)
    {
        ModelEntry entry;
        entry.id = id;
        entry.kind = kind;
        entry.autonomy = autonomy;
        entry.title = sentence((std::string("model.title.") + id).c_str());
        OXSEAL_CHECK(db_.one(R"sql(SELECT owner, tier, use_case, fallback FROM model_card WHERE model = ?)sql", {entry.id},
            [&entry](const SqlRow& row) { entry.people = {row.string(0), row.string(1), row.string(2), row.string(3)}; }));
        for (const char* question : {"purpose", "inputs", "output"})
            answer(entry, question);
        if (entry.people.owner.empty())
            entry.missing.push_back(sentence("model.missing.owner"));
        return entry;
    }

    static void answer(ModelEntry& entry, const std::string& question, const std::vector<std::string>& arguments = {})
    {
        entry.card.push_back({sentence(("model.question." + question).c_str()), sentence(("model." + question + "." + entry.id).c_str(), arguments)});
    }

    static void figure(ModelEntry& entry, const char* name, std::string value)
    {
        entry.figures.push_back({sentence((std::string("model.figure.") + name).c_str()), std::move(value)});
    }

    void figuresOf(ModelEntry& entry, const ScorecardRow& card)
    {
        const Json& body = card.body;
        figure(entry, "period", card.periodName);
        figure(entry, "labels", number(body["labels"].toInteger()) + " / " + number(body["labels_needed"].toInteger()));
        figure(entry, "precision", shareText(body["automatic"]["precision"]));
        figure(entry, "precision_low", shareText(body["automatic_precision_low"]));
        figure(entry, "recall", shareText(body["all"]["recall"]));
        figure(entry, "f1", shareText(body["all"]["f1"]));
        figure(entry, "ece", shareText(body["ece"]));
        figure(entry, "brier", shareText(body["brier"]));
        figure(entry, "override_rate", shareText(body["override_rate"]));
        figure(entry, "psi_score", shareText(body["psi"]["score"]));
        figure(entry, "psi_amount", shareText(body["psi"]["amount"]));
        figure(entry, "psi_lag", shareText(body["psi"]["lag"]));
    }

    Status matcher()
    {
        OXSEAL_TRY(ModelEntry entry, begin("matcher", "learnt", "decides_under_limits"));
        OXSEAL_TRY(const auto versions, modelVersions(db_, kMatcherModel));
        const ModelVersionRow& version = versionInForce(versions);
        entry.version = number(version.version) + ", " + recon::kMatchEngine;
        entry.parameters = version.sha256;
        standing(entry, version);
        if (version.state != "approved")
            entry.missing.push_back(sentence("model.missing.approval", {number(version.version)}));
        std::int64_t runs = 0;
        std::int64_t learnt = 0;
        std::int64_t anchors = 0;
        std::int64_t lines = 0;
        OXSEAL_CHECK(db_.one(R"sql(
            SELECT count(*), coalesce(sum(learnt), 0), coalesce(sum(anchors), 0), coalesce(sum(bank_lines + book_lines), 0) FROM match_run)sql",
            {}, [&](const SqlRow& row) {
                runs = row.integer(0);
                learnt = row.integer(1);
                anchors = row.integer(2);
                lines = row.integer(3);
            }));
        answer(entry, "training");
        answer(entry, "data", {number(runs), number(lines), number(learnt), number(anchors)});
        OXSEAL_TRY(const recon::MatchPolicy policy, recon::parseMatchPolicy(version.body));
        answer(entry, "limits", {shareText(Json(version.body["auto_per_million"])), number(static_cast<std::int64_t>(policy.amountLimits.size())), number(policy.periodEndDays)});
        answer(entry, "human");
        const auto& monitoring = version.body["monitoring"];
        answer(entry, "degradation", {shareText(monitoring["precision_low_per_million"]), number(policy.monitoring.fewestLabels), shareText(monitoring["ece_per_million"]),
                                         shareText(monitoring["psi_stop_per_million"]), shareText(monitoring["psi_watch_per_million"])});
        answer(entry, "disagreement", {shareText(monitoring["override_per_million"])});
        OXSEAL_TRY(const auto cards, scorecards(db_));
        if (cards.empty())
            entry.missing.push_back(sentence("model.missing.scorecard"));
        else
            figuresOf(entry, cards.front());
        if (!cards.empty() && cards.front().body["labels"].toInteger() < cards.front().body["labels_needed"].toInteger())
            entry.missing.push_back(sentence("model.missing.labels", {number(cards.front().body["labels"].toInteger()), number(cards.front().body["labels_needed"].toInteger())}));
        OXSEAL_TRY(entry.stopped, matchingStopped(db_, version.version));
        if (entry.people.fallback.empty())
            entry.people.fallback = sentence("model.fallback.matcher");
        out_.push_back(std::move(entry));
        return {};
    }

    /// Who stands behind the version in force.
    static void standing(ModelEntry& entry, const ModelVersionRow& version)
    {
        entry.state = version.state;
        entry.approver = version.decidedBy;
        entry.approvedAt = version.decidedAt;
    }

    /// A plain rules engine is an automated control, not a learnt model, and is labelled so.
    Status passes()
    {
        OXSEAL_TRY(ModelEntry entry, begin("match-passes", "rules", "decides_under_limits"));
        OXSEAL_TRY(const auto versions, modelVersions(db_, kMatcherModel));
        const ModelVersionRow& version = versionInForce(versions);
        const Json& rules = version.body["rules"];
        entry.version = rules["id"].toString() + " " + number(rules["version"].toInteger());
        entry.parameters = sha256(canonicalJson(rules));
        standing(entry, version);
        for (const char* question : {"training", "data", "limits", "human", "degradation", "disagreement"})
            answer(entry, question);
        out_.push_back(std::move(entry));
        return {};
    }

    /// Closing accounts without a person is decided by a rule, and so belongs here.
    Status accountRules()
    {
        OXSEAL_TRY(ModelEntry entry, begin(kAccountRules, "rules", "decides_under_limits"));
        OXSEAL_TRY(const auto versions, modelVersions(db_, kAccountRules));
        const ModelVersionRow& version = versionInForce(versions);
        entry.version = number(version.version);
        entry.parameters = version.sha256;
        standing(entry, version);
        OXSEAL_TRY(const recon::AccountRules rules, recon::parseAccountRules(version.body));
        if (version.state != "approved")
            entry.stopped = sentence("model.stopped.account-rules", {number(version.version)});
        for (const char* question : {"training", "data", "human", "degradation", "disagreement"})
            answer(entry, question);
        answer(entry, "limits", {number(rules.autoClose.mostInRow), number(rules.autoClose.samplePercent), number(rules.autoClose.sampleAtLeast)});
        out_.push_back(std::move(entry));
        return {};
    }

    /// They decide nothing, but order a queue and suggest.
    Status exceptionRules()
    {
        OXSEAL_TRY(ModelEntry entry, begin(kExceptionRules, "rules", "proposes"));
        OXSEAL_TRY(const auto versions, modelVersions(db_, kExceptionRules));
        const ModelVersionRow& version = versionInForce(versions);
        entry.version = number(version.version);
        entry.parameters = version.sha256;
        standing(entry, version);
        OXSEAL_TRY(const recon::ExceptionRules rules, recon::parseExceptionRules(version.body));
        for (const char* question : {"training", "data", "human", "degradation", "disagreement"})
            answer(entry, question);
        answer(entry, "limits", {number(rules.dueHigh), number(rules.dueMedium), number(rules.dueLow), number(rules.dueLarge), number(rules.splitMost)});
        out_.push_back(std::move(entry));
        return {};
    }

    /// They propose how grave a deficiency is; a second person concludes.
    Status severityRules()
    {
        OXSEAL_TRY(ModelEntry entry, begin(kSeverityRules, "rules", "proposes"));
        OXSEAL_TRY(const auto versions, modelVersions(db_, kSeverityRules));
        const ModelVersionRow& version = versionInForce(versions);
        entry.version = number(version.version);
        entry.parameters = version.sha256;
        standing(entry, version);
        OXSEAL_TRY(const controls::SeverityRules rules, controls::parseSeverityRules(version.body));
        if (rules.materiality.empty())
            entry.missing.push_back(sentence("model.missing.materiality"));
        for (const char* question : {"training", "data", "human", "degradation", "disagreement"})
            answer(entry, question);
        std::vector<std::string> amounts;
        for (const auto& [currency, units] : rules.materiality)
            amounts.push_back(formatAmount(units, 0) + " " + currency);
        answer(entry, "limits", {amounts.empty() ? sentence("model.not_stated") : join(amounts, ", "), formatMinor(rules.significantShare, 2)});
        out_.push_back(std::move(entry));
        return {};
    }

    Status outlier()
    {
        OXSEAL_TRY(ModelEntry entry, begin("access-outlier", "score", "orders_work"));
        entry.version = "1";
        Json weights;
        for (const Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low})
            weights.set(name(severity), access::weightOf(severity));
        Json parameters;
        OXSEAL_TRY(const RarityMeasured measured, rarityMeasured(workspace_));
        const access::RarityLimits& limits = measured.limits;
        parameters.set("fewest_peers", limits.fewestPeers).set("flags", weights);
        parameters.set("rare_percent", limits.rarePercent);
        entry.parameters = sha256(canonicalJson(parameters.set("rarity_most", access::kMostRarity)));
        entry.state = "fixed";
        for (const char* question : {"training", "data", "human", "degradation"})
            answer(entry, question);
        const access::RarityRecord& record = measured.record;
        const auto share = record.falsePercent();
        const std::string said = share ? number(*share) + " %" : sentence("model.not_stated");
        answer(entry, "disagreement", {number(record.decided), number(record.kept), said, number(measured.reviews)});
        answer(entry, "limits", {number(limits.fewestPeers), number(limits.rarePercent)});
        figure(entry, "rare_reviews", number(measured.reviews));
        figure(entry, "rare_lines", number(record.pointedOut) + " / " + number(record.decided));
        figure(entry, "rare_false", said);
        out_.push_back(std::move(entry));
        return {};
    }

    Status profiles()
    {
        OXSEAL_TRY(ModelEntry entry, begin("source-profile", "score", "proposes"));
        entry.version = "1";
        entry.parameters = sha256("source-profile 1");
        entry.state = "fixed";
        for (const char* question : {"training", "data", "limits", "human", "degradation", "disagreement"})
            answer(entry, question);
        out_.push_back(std::move(entry));
        return {};
    }

    Workspace& workspace_;
    Database& db_;
    std::vector<ModelEntry> out_;
};

} // namespace

std::string shareText(const Json& millionths)
{
    return millionths.isNull() ? sentence("model.not_stated") : formatMinor(millionths.toInteger() / 100, 4);
}

Result<std::vector<ModelEntry>> modelRegister(Workspace& workspace) { return Register(workspace).run(); }

} // namespace oxseal
