-- An editor's day in Neovim: run without a screen by the test, from 0.7 on.
local annals, file, report = vim.env.ANNALS, vim.env.TIMELINE, vim.env.REPORT
local said = {}

local function fail(what)
  said.failed = what
  vim.fn.writefile({ vim.fn.json_encode(said) }, report)
  vim.cmd('qa!')
end

-- Waits for a condition; what never comes ends the test, not the wait of a slow machine.
local function wait(what, condition)
  if not vim.wait(120000, condition, 20) then fail(what) end
end

local function run()
  vim.cmd('edit ' .. file)
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({ name = 'annals', cmd = { annals, 'lsp' }, root_dir = vim.fn.fnamemodify(file, ':h') })
  vim.lsp.buf_attach_client(buffer, id)
  local client = vim.lsp.get_client_by_id(id)
  wait('the greeting', function() return client.initialized and client.server_capabilities end)
  local encoding = client.offset_encoding

  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000)
    local answer = answers and answers[id]
    if not answer or answer.err then fail(method) end
    return answer.result
  end
  local function codes()
    local found = {}
    for _, one in ipairs(vim.diagnostic.get(buffer)) do table.insert(found, one.code or one.user_data.lsp.code) end
    return table.concat(found, ' ')
  end
  local function at(text, offset)
    for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      local from = line:find(text, 1, true)
      if from then
        vim.api.nvim_win_set_cursor(0, { number, from - 1 + offset })
        return vim.lsp.util.make_position_params(0, encoding)
      end
    end
    fail('nowhere: ' .. text)
  end
  local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end

  -- A new event is written, with an actor that is not there, and a date as people say it.
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, {
    '', '[[event]]', 'id = "visit"', 'title = "A visit 😀"', 'kind = "meeting"', 'date = "12 Aug 2025"',
    'actors = ["ali-larijani", "the-visitor"]', 'sources = ["article"]',
  })
  wait('problems', function() return codes() == 'invalid-date unknown-actor' end)

  -- The date is completed.
  local offered = ask('textDocument/completion', at('12 Aug 2025', 6))
  local item = offered.items[1]
  said.date = item.label
  vim.lsp.util.apply_text_edits({ item.textEdit }, buffer, encoding)
  wait('a date', function() return codes() == 'unknown-actor' end)

  -- The actor is added.
  at('"the-visitor"', 3)
  vim.ui.select = function(items, options, choose)
    for _, one in ipairs(items) do
      if options.format_item(one):find('Add the actor') then
        said.action = options.format_item(one)
        return choose(one)
      end
    end
    fail('no action')
  end
  vim.lsp.buf.code_action()
  wait('the actor', function() return text():find('name = "The Visitor"', 1, true) and codes() == '' end)

  -- Another id for an actor, by the cursor on one of its uses.
  at('"ali-larijani", "the-visitor"', 4)
  vim.lsp.buf.rename('larijani')
  wait('the other id', function() return not text():find('"ali-larijani"', 1, true) end)
  wait('no problems', function() return codes() == '' end)

  -- What a record is, where it is, and that nothing is left to format.
  said.hover = ask('textDocument/hover', at('"larijani", "the-visitor"', 4)).contents.value
  said.definition = ask('textDocument/definition', at('"larijani", "the-visitor"', 4)).range.start.line + 1
  said.references = #ask('textDocument/references', vim.tbl_extend('force', at('"larijani", "the-visitor"', 4),
    { context = { includeDeclaration = true } }))
  said.symbols = #ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params(buffer) })
  said.edits = #ask('textDocument/formatting', vim.lsp.util.make_formatting_params())

  -- A line that is broken, and mended.
  at('id = "visit"', 0)
  vim.api.nvim_set_current_line('id = "visit')
  wait('an error', function() return codes():find('not%-toml') ~= nil end)
  vim.api.nvim_set_current_line('id = "visit"')
  wait('no error', function() return codes() == '' end)

  vim.cmd('write')
  client.stop()
  wait('the end', function() return client.is_stopped() end)
  said.done = true
  vim.fn.writefile({ vim.fn.json_encode(said) }, report)
  vim.cmd('qa!')
end

local good, why = pcall(run)
if not good then fail(why) end
