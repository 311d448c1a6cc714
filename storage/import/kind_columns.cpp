// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/kinds.h"

#include "models/core/text.h"

#include <array>
#include <utility>

namespace oxseal {
namespace {

constexpr std::array<std::pair<ImportKind, const char*>, 9> kKinds = {{
    {ImportKind::Listing, "listing"},
    {ImportKind::Roster, "roster"},
    {ImportKind::Rules, "rules"},
    {ImportKind::Statement, "statement"},
    {ImportKind::Gl, "gl"},
    {ImportKind::Tb, "tb"},
    {ImportKind::Journal, "journal"},
    {ImportKind::Activity, "activity"},
    {ImportKind::Processor, "processor"},
}};

// Synonyms in the order in which they are tried. The layouts behind them: domain §3.2 (AWS, Entra, Okta, Google, GitHub,
// NetSuite, QuickBooks, Sage, PostgreSQL, bank portals).

const std::vector<ColumnSpec>& listing()
{
    static const std::vector<ColumnSpec> specs = {
        {"system", {"app", "application", "app label", "source"}, ColumnType::Text, false, false},
        {"account_id", {"account id", "user id", "userid", "internal id", "username", "user name", "login", "profile.login", "user code",
                "userPrincipalName", "primaryEmail", "rolname", "grantee", "user", "arn", "id", "account", "email", "mail",
                "email address", "email address [required]", "employee", "name",
                "benutzername", "benutzerkennung", "benutzer", "anmeldename", "identifiant", "utilisateur",
                "gebruikersnaam", "gebruiker", "usuario", "utente"},
            ColumnType::Text, true, true},
        {"person_id", {"employee_id", "employee id", "employee number", "employee no", "worker id", "staff id"}, ColumnType::Text, false, false},
        {"name", {"display name", "displayName", "full name", "employee name", "user name", "account name", "logon",
                "anzeigename", "vollständiger name", "nom complet", "nombre"}, ColumnType::Text, false, false},
        {"email", {"mail", "email address", "profile.email", "e-mail", "email address [required]", "saml_name_id", "userPrincipalName",
                "e-mail-adresse", "adresse e-mail", "courriel", "correo electrónico"},
            ColumnType::Text, false, false},
        {"type", {"account type", "user type", "userType", "kind"}, ColumnType::Text, false, false},
        {"status", {"account status", "give access", "accountEnabled", "enabled", "active", "inactive", "suspended",
                "status [read only]", "rolcanlogin", "state"},
            ColumnType::Text, false, false},
        {"role", {"role name", "roles", "profile", "group", "job role", "user_role", "roleid",
                "rolle", "rollen", "rôle", "rol", "ruolo", "gruppe", "groupe"}, ColumnType::Text, false, false},
        {"permission", {"entitlement", "privilege", "privilege_type", "permission name", "service", "security event", "task", "access", "right",
                "berechtigung", "recht", "autorisation", "permiso"},
            ColumnType::Text, false, false},
        {"level", {"access level", "permission level", "is_grantable"}, ColumnType::Text, false, false},
        {"scope", {"company", "companies", "entity", "account scope", "subsidiary", "account", "account number", "table_schema"},
            ColumnType::Text, false, false},
        {"privileged", {"admin", "is admin", "isAdmin", "administrator", "rolsuper", "is privileged"}, ColumnType::Flag, false, false},
        {"mfa", {"mfa_active", "mfa enabled", "2sv enrolled [read only]", "tfa_enabled", "two factor", "mfa status"}, ColumnType::Flag, false, false},
        {"created", {"created at", "creation time", "user_creation_time", "creationTime", "granted", "date created", "create date",
                "erstellt am", "date de création"}, ColumnType::Day, false, false},
        {"last_login", {"last login", "lastLogin", "lastLoginTime", "last sign in", "last sign in [read only]", "last used", "last_used",
                "password_last_used", "last active", "last_active", "signInActivity.lastSignInDateTime", "lastlog",
                "letzte anmeldung", "dernière connexion", "laatste aanmelding", "último acceso", "ultimo accesso"},
            ColumnType::Day, false, false},
        {"last_credential_change", {"password_last_changed", "passwordChanged", "password last changed", "last password change", "lastchg", "key last rotated",
                "key rotated", "secret last rotated", "secret rotated", "credential last rotated", "last rotated", "key created", "key creation date"},
            ColumnType::Day, false, false},
        {"disabled_on", {"disabled on", "date disabled", "disabled date", "account disabled on", "account disabled date", "deactivated on", "deactivation date", "inactivated on",
                "suspended on", "suspension date", "status changed", "statusChanged", "status change date", "status changed on"},
            ColumnType::Day, false, false},
        {"owner", {"account owner", "responsible", "owner email", "service account owner", "owned by"}, ColumnType::Text, false, false},
        {"purpose", {"account purpose", "purpose of the account", "account description", "user description", "description", "used for"}, ColumnType::Text, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& roster()
{
    static const std::vector<ColumnSpec> specs = {
        {"employee_id", {"employee id", "employee number", "employee no", "emp id", "empid", "worker id", "staff id", "personnel number",
                "person_id", "id", "file number", "associate id", "worker number", "staff number", "payroll id", "user id",
                "personalnummer", "personal-nr.", "mitarbeiternummer", "matricule", "personeelsnummer",
                "número de empleado"},
            ColumnType::Text, true, true},
        {"name", {"full name", "employee name", "display name", "worker", "employee", "worker name", "payroll name", "last name, first name", "preferred name",
                "mitarbeiter", "vollständiger name", "nom complet", "nombre completo"}, ColumnType::Text, false, false},
        {"first_name", {"first", "given name", "givenname", "legal first name", "preferred first name", "forename",
                "vorname", "prénom", "voornaam"}, ColumnType::Text, false, false},
        {"last_name", {"last", "surname", "family name", "legal last name",
                "nachname", "familienname", "nom", "achternaam", "apellidos"}, ColumnType::Text, false, false},
        {"email", {"mail", "e-mail", "email address", "work email", "business email", "company email", "primary work email", "work e-mail",
                "e-mail-adresse", "adresse e-mail", "correo electrónico", "courriel"}, ColumnType::Text, false, false},
        {"department", {"dept", "department name", "home department", "cost center", "organization", "org", "supervisory organization", "cost centre", "division", "team",
                "abteilung", "kostenstelle", "département", "afdeling", "departamento"}, ColumnType::Text, false, false},
        {"title", {"job title", "business title", "position title", "job profile", "position", "job", "role",
                "stelle", "stellenbezeichnung", "poste", "intitulé du poste", "functie", "puesto"}, ColumnType::Text, false, false},
        {"manager_id", {"manager id", "supervisor id", "manager employee id", "supervisor employee id", "manager number", "reports to id", "manager", "supervisor", "reports to",
                "reporting to", "line manager",
                "vorgesetzter", "personalnummer vorgesetzter", "responsable", "leidinggevende"},
            ColumnType::Text, false, false},
        {"entity", {"company", "legal entity", "business unit", "subsidiary"}, ColumnType::Text, false, false},
        {"status", {"employment status", "employee status", "worker status", "active"}, ColumnType::Text, false, false},
        {"type", {"worker type", "employee type", "employment type", "contract type"}, ColumnType::Text, false, false},
        {"hire_date", {"hire date", "hired", "start date", "date of hire", "last hire date", "most recent hire date", "original hire date", "join date", "joining date", "employment start date",
                "eintrittsdatum", "eintritt", "date d'embauche", "date d'entrée", "datum in dienst", "fecha de ingreso"}, ColumnType::Day, false, false},
        {"job_change_date", {"job change date", "last job change", "transfer date", "position start date"}, ColumnType::Day, false, false},
        {"term_date", {"termination date", "terminated", "end date", "leave date", "last day", "last day of work", "last working day", "separation date", "leaving date", "employment end date",
                "austrittsdatum", "austritt", "date de sortie", "datum uit dienst", "fecha de baja"}, ColumnType::Day, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& rules()
{
    static const std::vector<ColumnSpec> specs = {
        {"rule", {"rule id", "id", "risk id", "conflict", "#"}, ColumnType::Text, true, true},
        {"left", {"f1", "function 1", "function a", "a", "permission 1", "permission a", "first"}, ColumnType::Text, true, true},
        {"right", {"f2", "function 2", "function b", "b", "permission 2", "permission b", "second"}, ColumnType::Text, true, true},
        {"severity", {"sev", "risk", "risk level", "level", "priority", "rating"}, ColumnType::Text, false, false},
        {"description", {"risk description", "text", "why", "threat"}, ColumnType::Text, false, false},
        {"control", {"compensating control", "mitigating control", "typical compensating control", "mitigation"}, ColumnType::Text, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& statement()
{
    static const std::vector<ColumnSpec> specs = {
        {"date", {"entry_date", "booking date", "posting date", "posted date", "post date", "transaction date", "trans date", "posted",
                "buchungstag", "buchungsdatum", "buchung", "boekdatum", "boekingsdatum", "datum", "datum verrekening", "completed date",
                "date completed", "run date", "deal date", "trade date", "date operation", "date opération", "date comptable", "fecha", "data", "data contabile",
                "data operacji", "data księgowania", "bokföringsdag", "bokføringsdato", "bogføringsdato", "dato", "value_date", "value date", "created",
                "created at", "created_utc", "date/time",
                "date de comptabilisation", "date d'opération", "date de l'opération", "fecha operación",
                "fecha de operación", "fecha contable", "f. contable", "f. operación", "data operazione", "data movimento",
                "data mov.", "data lanc.", "data lançamento", "data do movimento", "data da operação", "data transakcji",
                "datum zaúčtování", "datum provedení", "datum transakce", "kirjauspäivä", "bokföringsdatum",
                "reskontradatum", "transaktionsdatum", "bokført dato", "bogført", "txn date", "tran date", "date posted",
                "process date", "date (utc)", "дата операции", "дата проводки", "дата", "日付", "取引日", "年月日", "交易日期"},
            ColumnType::Day, true, true},
        {"value_date", {"value date", "valuta", "wertstellung", "effective date", "valutadatum", "rentedatum",
                "wertstellungsdatum", "date valeur", "date de valeur", "fecha valor", "f. valor", "data valuta",
                "data valor", "data waluty", "valutadag", "valutadato", "rentedato", "maksupäivä", "arvopäivä",
                "datum valuty", "value dt", "дата валютирования", "дата платежа"}, ColumnType::Day, false, false},
        {"amount", {"transaction amount", "betrag", "umsatz", "montant", "amt", "net amount", "signed amount", "bedrag", "importe", "importo", "kwota",
                "belopp", "beløb", "beløp",
                "valor", "summa", "määrä", "objem", "částka", "kwota operacji", "kwota transakcji", "сумма",
                "сумма операции", "сумма платежа", "金額", "取引金額", "交易金额", "value"},
            ColumnType::Money, false, false},
        {"debit", {"debit amount", "debit amt", "withdrawal", "withdrawals", "withdrawal amount", "withdrawal amt", "paid out", "money out", "outflow", "soll",
                "belastung", "lastschrift", "debits", "debet", "débit", "debito", "addebiti", "uscite", "cargo", "dr",
                "ut fra konto", "ut av konto", "uttag", "dare", "débito", "debe", "cargos", "saídas", "obciążenia",
                "obciążenie", "wydatki", "дебет", "расход", "списание", "お支払金額", "出金金額", "出金", "支出"},
            ColumnType::Money, false, false},
        {"credit", {"credit amount", "credit amt", "deposit", "deposits", "deposit amount", "deposit amt", "paid in", "money in", "inflow", "haben", "gutschrift",
                "credits", "crédit", "credito", "accrediti", "entrate", "abono", "cr",
                "inn på konto", "insättning", "avere", "accredito", "crédito", "haber", "abonos", "entradas", "uznania",
                "uznanie", "wpływy", "кредит", "приход", "зачисление", "поступление", "お預り金額", "入金金額", "入金", "收入"},
            ColumnType::Money, false, false},
        {"direction", {"credit debit indicator", "credit/debit indicator", "debit/credit indicator", "credit/debit", "debit/credit", "dr/cr", "cr/dr", "d/c", "c/d",
                "dc", "d/k", "af bij", "af/bij", "soll/haben", "s/h", "creditdebet", "debit or credit", "cdtdbtind"},
            ColumnType::Text, false, false},
        {"balance", {"running balance", "running bal.", "current balance", "account balance", "ending balance", "saldo", "saldo na trn", "solde", "kontostand",
                "saldo na mutatie", "saldo po operacji", "saldo po transakcji", "saldo contabile", "bokfört saldo",
                "closing balance", "balance amount", "остаток", "残高", "差引残高", "余额"},
            ColumnType::Money, false, false},
        {"fee", {"fees", "fee amount"}, ColumnType::Money, false, false},
        {"status", {"state", "transaction status",
                "info", "statut", "stan", "staus"}, ColumnType::Text, false, false},
        {"currency", {"ccy", "curr", "waehrung", "währung", "devise", "munt", "moneda",
                "waluta", "měna", "divisa", "valuutta", "valutakode", "валюта", "валюта операции", "通貨", "币种"}, ColumnType::Text, false, false},
        {"account", {"account number", "account no", "account id", "iban", "iban/bban", "konto", "auftragskonto", "rekening", "source account", "account name"},
            ColumnType::Text, false, false},
        {"type", {"transaction type", "trntype", "buchungstext", "trans type"}, ColumnType::Text, false, false},
        {"reference", {"customer reference", "check number", "cheque number", "check no", "check or slip #", "check", "ref", "reference number",
                "end-to-end id", "kundenreferenz", "transaction id", "document",
                "chq./ref.no.", "ref no./cheque no.", "cheque no", "kundenreferenz (end-to-end)", "end-to-end-referenz",
                "variabilní symbol", "numer referencyjny", "viite", "docto.", "nº documento", "transaktions-nr."},
            ColumnType::Text, false, false},
        {"bank_reference", {"bank reference", "bank ref", "transaction reference"}, ColumnType::Text, false, false},
        {"fitid", {"id", "transaction identifier", "unique id",
                "id pohybu", "id operace"}, ColumnType::Text, false, false},
        {"description", {"details", "narrative", "memo", "payee", "text", "verwendungszweck", "libelle", "libellé", "name", "particulars",
                "transaction description", "transaction details", "vorgang/verwendungszweck", "omschrijving", "omschrijving-1",
                "naam / omschrijving", "concepto", "descrizione", "descrizione operazioni", "causale", "beschreibung", "action",
                "tekst", "text/mottagare", "avisierungstext", "opis operacji", "opis transakcji", "opis", "tytuł",
                "zpráva pro příjemce", "název protiúčtu", "popis", "forklaring", "beskrivelse", "beskrivning", "viesti",
                "saaja/maksaja", "selite", "descrição", "histórico", "lançamento", "descripción", "narration", "remarks",
                "transaction remarks", "beschreibung1", "partner name", "описание", "назначение платежа", "摘要", "お取引内容"},
            ColumnType::Text, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& gl()
{
    static const std::vector<ColumnSpec> specs = {
        {"date", {"posting date", "posted date", "gl date", "effective date", "transaction date", "accounting date", "post date", "entry date",
                "pstng date", "buchungsdatum",
                "ecrituredate", "date comptable", "date d'écriture", "fecha contable", "data registrazione", "boekdatum",
                "bokföringsdatum"},
            ColumnType::Day, true, true},
        {"account", {"account number", "account no", "gl account", "g/l acct", "ledger account", "account code", "account id", "acct", "acct no", "konto", "account name",
                "sachkonto", "hauptbuchkonto", "kontonummer", "comptenum", "compte", "numéro de compte",
                "grootboekrekening", "cuenta", "conto"},
            ColumnType::Text, true, true},
        {"account_name", {"account name", "account description", "account title",
                "kontobezeichnung", "comptelib", "libellé du compte"}, ColumnType::Text, false, false},
        {"amount", {"net amount", "signed amount", "amount (lc)", "local amount", "amount in local cur.", "amount in local currency", "betrag", "net",
                "betrag in hauswährung", "montant", "bedrag", "importe", "importo", "belopp", "beløb", "beløp"}, ColumnType::Money, false, false},
        {"debit", {"debit amount", "debit amt", "dr", "debits", "soll", "amount debit",
                "débit", "debet", "debe", "dare"}, ColumnType::Money, false, false},
        {"credit", {"credit amount", "credit amt", "cr", "credits", "haben", "amount credit",
                "crédit", "haber", "avere"}, ColumnType::Money, false, false},
        {"direction", {"debit/credit", "debit/credit indicator", "debit/credit ind", "credit/debit", "dr/cr", "cr/dr", "d/c", "dc", "s/h", "soll/haben",
                "soll/haben-kennzeichen", "soll/haben-kennz."},
            ColumnType::Text, false, false},
        {"currency", {"ccy", "currency code", "curr", "lcurr"}, ColumnType::Text, false, false},
        {"description", {"memo", "memo/description", "narrative", "text", "line description", "details", "descriptor", "line memo", "comment",
                "buchungstext", "ecriturelib", "libellé", "omschrijving", "concepto", "descrizione"}, ColumnType::Text, false, false},
        {"reference", {"ref", "check number", "external reference", "reference number", "doc ref", "customer reference",
                "pieceref", "belegfeld 1", "referenz"}, ColumnType::Text, false, false},
        {"document", {"document number", "journal", "journal id", "journal number", "je number", "entry number", "entry no", "transaction id",
                "voucher", "num", "document no", "je",
                "belegnummer", "ecriturenum", "numéro de pièce", "boekstuknummer"},
            ColumnType::Text, false, false},
        {"line_id", {"id", "line", "line id", "ledger_id", "line no", "line number"}, ColumnType::Text, false, false},
        {"entity", {"company", "company code", "subsidiary", "legal entity", "business unit"}, ColumnType::Text, false, false},
        {"counterparty", {"name", "vendor", "customer", "payee", "party"}, ColumnType::Text, false, false},
        {"posted_by", {"posted by", "user", "created by", "preparer", "entered by", "user id"}, ColumnType::Text, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& tb()
{
    static const std::vector<ColumnSpec> specs = {
        {"account", {"account number", "account no", "gl account", "g/l acct", "ledger account", "account code", "account id", "acct", "acct no", "konto", "no.",
                "sachkonto", "kontonummer", "comptenum", "compte", "numéro de compte", "grootboekrekening", "cuenta",
                "conto"},
            ColumnType::Text, true, true, false, true},
        {"account_name", {"name", "account name", "description", "account description", "title", "account title", "short text",
                "kontobezeichnung", "comptelib", "libellé", "omschrijving"}, ColumnType::Text, false, false},
        {"balance", {"ending balance", "closing balance", "accumulated balance", "balance at date", "amount", "net balance", "period end balance", "saldo", "net",
                "solde", "kontostand", "endsaldo", "eindsaldo", "saldo final"},
            ColumnType::Money, false, false},
        {"debit", {"debit amount", "debit amt", "dr", "debits", "debit balance", "closing debit", "ending debit", "debit - year to date", "ytd debit", "balance at date debit",
                "soll",
                "débit", "debet", "debe", "dare", "solde débiteur"},
            ColumnType::Money, false, false},
        {"credit", {"credit amount", "credit amt", "cr", "credits", "credit balance", "closing credit", "ending credit", "credit - year to date", "ytd credit",
                "balance at date credit", "haben",
                "crédit", "haber", "avere", "solde créditeur"},
            ColumnType::Money, false, false},
        {"direction", {"debit/credit", "dr/cr", "cr/dr", "d/c", "dc", "s/h", "soll/haben"}, ColumnType::Text, false, false},
        {"currency", {"ccy", "currency code", "curr"}, ColumnType::Text, false, false},
        {"entity", {"company", "company code", "subsidiary", "legal entity"}, ColumnType::Text, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& journal()
{
    static const std::vector<ColumnSpec> specs = {
        {"entry", {"journal id", "journal", "journal number", "journal entry", "je number", "je", "entry number", "entry no", "document number", "document no",
                "document", "voucher", "transaction number", "transaction id", "internal id", "num", "belegnummer",
                "ecriturenum", "numéro de pièce", "boekstuknummer"},
            ColumnType::Text, true, true},
        {"line", {"line id", "line no", "line number", "line sequence", "item"}, ColumnType::Text, false, false},
        {"date", {"accounting date", "effective date", "gl date", "posting date", "transaction date", "entry date", "period date", "buchungsdatum",
                "ecrituredate", "date comptable", "boekdatum"},
            ColumnType::Day, true, true},
        {"account", {"account number", "account no", "gl account", "account code", "account id", "acct", "konto",
                "sachkonto", "comptenum", "compte", "grootboekrekening"}, ColumnType::Text, true, true},
        {"amount", {"net amount", "signed amount", "amount (lc)", "local amount", "betrag", "net"}, ColumnType::Money, false, false},
        {"debit", {"debit amount", "debit amt", "dr", "debits", "soll", "amount debit",
                "débit", "debet"}, ColumnType::Money, false, false},
        {"credit", {"credit amount", "credit amt", "cr", "credits", "haben", "amount credit",
                "crédit"}, ColumnType::Money, false, false},
        {"direction", {"debit/credit", "debit/credit indicator", "dr/cr", "cr/dr", "d/c", "dc", "s/h", "soll/haben"}, ColumnType::Text, false, false},
        {"currency", {"ccy", "currency code", "curr"}, ColumnType::Text, false, false},
        {"description", {"memo", "narrative", "text", "line description", "details", "comment", "reference",
                "buchungstext", "ecriturelib", "libellé"}, ColumnType::Text, false, false},
        {"created_by", {"created by", "preparer", "prepared by", "entered by", "user", "user id", "set by", "author",
                "erfasst von", "angelegt von", "saisi par"}, ColumnType::Text, false, false},
        {"approved_by", {"approved by", "approver", "released by", "reviewer", "reviewed by", "next approver",
                "freigegeben von", "genehmigt von"}, ColumnType::Text, false, false},
        {"posted_at", {"posted at", "posted on", "posted date", "created at", "date created", "entered on", "entry timestamp", "system date", "creation date", "erfasst am"},
            ColumnType::Day, false, false},
        {"source", {"journal source", "source type", "origin", "journal type", "category", "entry type", "type"}, ColumnType::Text, false, false},
        {"entity", {"company", "company code", "subsidiary", "legal entity", "business unit"}, ColumnType::Text, false, false},
    };
    return specs;
}

const std::vector<ColumnSpec>& activity()
{
    static const std::vector<ColumnSpec> specs = {
        {"date", {"timestamp", "date/time", "datetime", "date time", "event time", "event date", "transaction date", "logged at", "created at", "time",
                "creationDate", "date created", "eventtime", "posted date"},
            // An audit log's "Date" beside "Date Changed" is that of the document.
            ColumnType::Day, true, true, false, false, {"date changed", "date/time changed", "changed on"}},
        {"account_id", {"account id", "actor", "performed by", "user", "user id", "userid", "user name", "username", "posted by", "created by", "set by",
                "entered by", "operator", "login", "userPrincipalName", "email", "email address", "user email"},
            ColumnType::Text, true, true},
        {"action", {"activity", "event", "event name", "transaction type", "task", "operation", "function", "permission", "record type", "type"},
            ColumnType::Text, true, true},
        {"system", {"app", "application", "source"}, ColumnType::Text, false, false},
        {"document", {"document number", "document no", "transaction number", "transaction id", "record", "record id", "object", "object id", "number",
                "num", "internal id", "reference"},
            ColumnType::Text, false, false},
        {"applied_to", {"applied to", "applied to transaction", "applies to", "bill number", "invoice number", "source document"}, ColumnType::Text, false, false},
        {"party", {"vendor", "customer", "payee", "counterparty", "beneficiary", "entity", "name", "employee"}, ColumnType::Text, false, false},
        {"amount", {"transaction amount", "total", "value", "amt", "betrag"}, ColumnType::Money, false, false},
        {"currency", {"ccy", "currency code", "curr"}, ColumnType::Text, false, false},
        {"description", {"details", "memo", "context", "message", "comment"}, ColumnType::Text, false, false},
    };
    return specs;
}

// Stripe (balance and itemised payout reports), PayPal activity, Square transfers, Adyen settlement details.
const std::vector<ColumnSpec>& processor()
{
    static const std::vector<ColumnSpec> specs = {
        {"date", {"created", "created (utc)", "created_utc", "created at", "balance date", "transaction date", "creation date", "booking date", "date (utc)", "effective at",
                "available on", "available_on"},
            ColumnType::Day, true, true},
        {"type", {"reporting_category", "reporting category", "transaction type", "event type", "category", "event", "kind"}, ColumnType::Text, true, true},
        {"gross", {"gross amount", "amount", "total collected", "gross sales", "total", "gross (usd)"}, ColumnType::Money, false, false},
        {"gross_credit", {"gross credit", "gross credit (gc)"}, ColumnType::Money, false, false},
        {"gross_debit", {"gross debit", "gross debit (gc)"}, ColumnType::Money, false, false},
        {"fee", {"fees", "fee amount", "total fees", "processing fee", "fees total"}, ColumnType::Money, false, false},
        {"net", {"net amount", "net total", "amount net"}, ColumnType::Money, false, false},
        {"net_credit", {"net credit", "net credit (nc)"}, ColumnType::Money, false, false},
        {"net_debit", {"net debit", "net debit (nc)"}, ColumnType::Money, false, false},
        {"payout", {"payout id", "payout_id", "automatic_payout_id", "transfer", "transfer id", "settlement id", "deposit id", "batch number", "batch"},
            ColumnType::Text, false, false},
        {"reference", {"id", "balance_transaction_id", "balance transaction id", "transaction id", "psp reference", "payment id", "source id", "source"},
            ColumnType::Text, false, false},
        {"order", {"order id", "merchant reference", "invoice number", "invoice id", "order number", "customer facing reference"}, ColumnType::Text, false, false},
        {"currency", {"ccy", "currency code", "net currency", "settlement currency"}, ColumnType::Text, false, false},
        {"description", {"details", "memo", "text", "name", "subject"}, ColumnType::Text, false, false},
    };
    return specs;
}

} // namespace

const char* name(ImportKind kind) noexcept
{
    for (const auto& [value, text] : kKinds) {
        if (value == kind)
            return text;
    }
    return "";
}

std::optional<ImportKind> importKindNamed(std::string_view text) noexcept
{
    for (const auto& [value, known] : kKinds) {
        if (equalsIgnoringCase(text, known))
            return value;
    }
    return std::nullopt;
}

const std::vector<ColumnSpec>& columnsOf(ImportKind kind)
{
    switch (kind) {
    case ImportKind::Listing: return listing();
    case ImportKind::Roster: return roster();
    case ImportKind::Rules: return rules();
    case ImportKind::Statement: return statement();
    case ImportKind::Gl: return gl();
    case ImportKind::Tb: return tb();
    case ImportKind::Journal: return journal();
    case ImportKind::Activity: return activity();
    case ImportKind::Processor: return processor();
    }
    return tb();
}

} // namespace oxseal
