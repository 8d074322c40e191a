-- Uploads for src/jmh/wrk/reports: "legacy", one report a request, or "batch", thirty; a hundred bodies in turn.
local page = "http://127.0.0.1/report/domestic-abuse?name=Jane+Doe&ref=CR12345"
local policy = "default-src 'self'; script-src 'self' 'nonce-n0nce' 'strict-dynamic'; img-src 'self'; style-src 'self';"
  .. " base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'; report-uri /hushgate/reports?p=a"
local agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
local bodies, at = {}, 0

local function legacy(host)
  return '{"csp-report":{"document-uri":"' .. page .. '","referrer":"","violated-directive":"img-src",'
    .. '"effective-directive":"img-src","original-policy":"' .. policy .. '","disposition":"enforce","blocked-uri":"https://'
    .. host .. '/tr?id=1234567890&ev=PageView","line-number":12,"column-number":104,"source-file":'
    .. '"http://127.0.0.1/report/domestic-abuse","status-code":200,"script-sample":""}}'
end

local function entry(host)
  return '{"age":53159,"body":{"blockedURL":"https://' .. host .. '/a.gif?x=1","columnNumber":104,"disposition":"enforce",'
    .. '"documentURL":"' .. page .. '","effectiveDirective":"img-src","lineNumber":1,"originalPolicy":"' .. policy
    .. '","referrer":"","sample":"","sourceFile":"http://127.0.0.1/report/x","statusCode":200},"type":"csp-violation","url":"'
    .. page .. '","user_agent":"' .. agent .. '"}'
end

function init(args)
  wrk.method = "POST"
  wrk.path = "/hushgate/reports?p=a&r=0&b=41"
  wrk.headers["User-Agent"] = agent
  wrk.headers["Content-Type"] = args[1] == "batch" and "application/reports+json" or "application/csp-report"
  for i = 1, 100 do
    if args[1] == "batch" then
      local entries = {}
      for j = 1, 30 do entries[j] = entry("h" .. i .. "-" .. j .. ".example") end
      bodies[i] = wrk.format(nil, nil, nil, "[" .. table.concat(entries, ",") .. "]")
    else
      bodies[i] = wrk.format(nil, nil, nil, legacy(i % 4 == 0 and "www.facebook.com" or "h" .. i .. ".example"))
    end
  end
end

function request()
  at = at % #bodies + 1
  return bodies[at]
end
